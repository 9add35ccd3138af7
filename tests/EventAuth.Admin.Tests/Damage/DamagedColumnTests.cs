using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.OwnAccount;
using EventAuth.Admin.People;
using EventAuth.Admin.Settings;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Core.Decisions;
using EventAuth.Storage.Damage;
using EventAuth.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Damage;

/// <summary>
/// Each column of each table is damaged, one after the other, and the real program is started with it: it refuses and names the table and
/// the row, or it runs, names them in its log and answers every call without failing.
/// </summary>
public sealed class DamagedColumnTests
{
    private static readonly string[] Calls =
    [
        "policy", "policy/lint", "policy/versions", "policy/versions/1", "policy/versions/2", "policy/versions/1/diff/3",
        "policy/pending", "certificates", "events", "audit",
        "decisions", "decisions?outcome=rejected", "decisions?customer=c-1", "decisions/counts", "decisions/counts?span=month",
        $"profiles/{FilledStorage.Uuid}", $"profiles/{FilledStorage.Uuid}/activities", $"profiles/{FilledStorage.Uuid}/export",
    ];

    [Fact]
    public async Task Start_EachColumnDamaged_IsRefusedOrRunsAndNamesTheRow()
    {
        using var filled = await FilledStorage.MakeAsync();
        var columns = filled.Columns();
        var problems = new ConcurrentBag<string>();

        Assert.True(columns.Count > 140);
        await Parallel.ForEachAsync(
            columns.SelectMany(column => Damages(column.Type).Select(damage => (column, damage))),
            // Twice as many as there are cores: a part of each run waits for pauses that the program makes.
            new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount },
            async (task, _) =>
            {
                foreach (var problem in await FindProblemsAsync(filled, task.column, task.damage))
                {
                    problems.Add($"{task.column.Table}.{task.column.Column} = {task.damage}: {problem}");
                }
            });

        Assert.True(problems.IsEmpty, string.Join('\n', problems.Order(StringComparer.Ordinal)));
    }

    // Values that are invalid for any column of the type. A damaged text has bytes that are not text: most columns accept any letters.
    private static string[] Damages(string type) => type switch
    {
        "INTEGER" => ["'damaged'", "9223372036854775807"],
        "TEXT" => ["X'FF00FE'"],
        _ => ["'damaged'", "X'01'"],
    };

    private static async Task<IReadOnlyList<string>> FindProblemsAsync(
        FilledStorage filled, (string Table, string Column, string Type, string Key) column, string damage)
    {
        using var folder = filled.Copy();
        var first = $"""SELECT {column.Key} FROM "{column.Table}" ORDER BY {column.Key} LIMIT 1""";
        var sql = $"""UPDATE "{column.Table}" SET "{column.Column}" = {damage} WHERE ({column.Key}) = ({first})""";
        try
        {
            if (FilledStorage.Change(Path.Combine(folder.Storage, "eventauth.db"), sql) == 0)
            {
                return ["the table is empty"];
            }
        }
        catch (Microsoft.Data.Sqlite.SqliteException refused) when (refused.SqliteErrorCode is 19 or 20)
        {
            // A column that numbers the rows of its table accepts only numbers, and a key no duplicates: such damage is impossible.
            return [];
        }

        try
        {
            await using var program = await RunningProgram.StartAsync(folder, time: null, FilledStorage.Settings);
            var problems = await AskAsync(program);
            if (!program.Log.Text.Contains($"{column.Table}, row ", StringComparison.Ordinal))
            {
                problems.Add("not in the log");
            }

            if (!program.Services.GetRequiredService<DamagedRows>().Tables.Any(table => table.Table == column.Table))
            {
                problems.Add("not on the page");
            }

            return problems;
        }
        catch (StartRefusedException refusal)
        {
            return refusal.Message.Contains($"{column.Table}, row ", StringComparison.Ordinal) ? [] : ["refused without a name: " + refusal.Message];
        }
#pragma warning disable CA1031 // Any exception is the finding.
        catch (Exception crash)
#pragma warning restore CA1031
        {
            return [Short($"the start fails: {crash}")];
        }
    }

    private static async Task<List<string>> AskAsync(RunningProgram program)
    {
        var problems = new List<string>();
        using var api = program.NewApiClient();
        using var browser = program.NewBrowser();
        using var events = new HttpClient { BaseAddress = program.Ingest };
        foreach (var call in Calls)
        {
            using var answer = await api.GetAsync(new Uri(call, UriKind.Relative));
            await TellAsync(problems, call, answer);
        }

        using (var preview = await api.PostAsJsonAsync("policy/preview", new { otherEvents = "reject", since = DateTimeOffset.UnixEpoch }))
        {
            await TellAsync(problems, "preview", preview);
        }

        foreach (var token in (string?[])[null, SigningKey.Shared.Token(new { uuid = FilledStorage.Uuid, email = "jana@shop.example", customId = "c-1" })])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v4/events/custom", UriKind.Relative))
            {
                Content = JsonContent.Create(new { action = "page.visit", client = new { uuid = FilledStorage.Uuid } }),
            };
            request.Headers.Authorization = token is null ? null : new("Bearer", token);
            using var answer = await events.SendAsync(request);
            await TellAsync(problems, "event", answer);
        }

        using (var answer = await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword))
        {
            await TellAsync(problems, "sign-in", answer);
        }

        foreach (var page in (string[])["/account", "/account/two-factor", "/access", "/overview", "/audit-trail/csv", "/audit-trail/json"])
        {
            using var answer = await browser.GetAsync(new Uri(page, UriKind.Relative));
            await TellAsync(problems, page, answer);
        }

        await ReadAsPagesDoAsync(program, problems);
        using (var answer = await api.PostAsync(new Uri($"profiles/{FilledStorage.Uuid}/end-tokens", UriKind.Relative), null))
        {
            await TellAsync(problems, "end tokens", answer);
        }

        using (var answer = await api.DeleteAsync(new Uri($"profiles/{FilledStorage.Uuid}", UriKind.Relative)))
        {
            await TellAsync(problems, "deletion", answer);
        }

        return problems;
    }

    // Pages are rendered over a live connection; this tests what they read.
    private static async Task ReadAsPagesDoAsync(RunningProgram program, List<string> problems)
    {
        try
        {
            await using var scope = program.Services.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var reader = services.GetRequiredService<IDecisionReader>();
            foreach (var record in await reader.ReadAsync(new DecisionFilter(), beforeId: null, 100, CancellationToken.None))
            {
                await services.GetRequiredService<DecisionExplanations>().ExplainAsync(record, CancellationToken.None);
                await reader.ReadPayloadAsync(record.Id, CancellationToken.None);
            }

            if (await FindPersonAsync(program) is not { } person)
            {
                return;
            }

            await services.GetRequiredService<PeopleDirectory>().ListAsync(person, CancellationToken.None);
            await services.GetRequiredService<InvitationDirectory>().ListAsync(person, CancellationToken.None);
            await services.GetRequiredService<ApiKeyDirectory>().ListAsync(person, CancellationToken.None);
            await services.GetRequiredService<OwnAccountReader>().ReadSignInsAsync(person, CancellationToken.None);
        }
#pragma warning disable CA1031 // Any exception is the finding.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            problems.Add(Short($"pages: {problem}"));
        }
    }

    // None if the account is not found any more by its e-mail, or has no id, because that was damaged.
    private static async Task<ClaimsPrincipal?> FindPersonAsync(RunningProgram program)
    {
        try
        {
            return await program.SignInDirectlyAsync(RunningProgram.AdminEmail);
        }
        catch (Exception noAccount) when (noAccount is InvalidOperationException or DbUpdateException)
        {
            return null;
        }
    }

    private static async Task TellAsync(List<string> problems, string call, HttpResponseMessage answer)
    {
        if (answer.StatusCode >= HttpStatusCode.InternalServerError)
        {
            var text = await answer.Content.ReadAsStringAsync();
            problems.Add($"{call} {(int)answer.StatusCode} {Short(text)}");
        }
    }

    private static string Short(string text) => text.ReplaceLineEndings(" ")[..Math.Min(text.ReplaceLineEndings(" ").Length, 300)];
}
