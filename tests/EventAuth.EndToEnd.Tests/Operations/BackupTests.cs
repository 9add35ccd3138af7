using System.Runtime.Versioning;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Operations;

/// <summary>The commands <c>backup</c> and <c>restore</c>.</summary>
[SupportedOSPlatform("linux")]
[Trait("Database", "Sqlite")]
public sealed class BackupTests
{
    private const string Stays = "bbbbbbbb-0000-4000-8000-000000000001";
    private const string Leaves = "bbbbbbbb-0000-4000-8000-000000000002";
    private const string Comes = "bbbbbbbb-0000-4000-8000-000000000003";
    private const string Email = "leaves@shop.example";

    [Fact]
    public async Task Restore_OverALaterState_BringsEventsBackAndNobodyWhoWasDeleted()
    {
        var (folder, file) = (Installations.NewFolder(), NewFile());
        await using var program = await FilledAsync(folder);
        await BackUpAsync(folder, file);
        await VisitAsync(program, Comes);
        await VisitAsync(program, Stays);
        await SubmitAsync(program, new { uuid = Leaves, customId = "later" });
        (await program.Api.SendAsync(HttpMethod.Delete, "/api/v1/profiles/" + Leaves, null)).Expect(204);
        (await program.Api.SendAsync(HttpMethod.Post, $"/api/v1/profiles/{Stays}/end-tokens", null)).Expect(200);
        var version = await program.Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["shop.later"] });
        Assert.Equal(0, await program.StopAsync());

        var (exitCode, output) = await ProgramCommand.RunAsync(folder, null, "restore", file);

        Assert.True(exitCode == 0, output);
        Assert.Contains("3 events and 1 new profiles", output, StringComparison.Ordinal);
        Assert.Contains("were deleted again: 1.", output, StringComparison.Ordinal);
        await program.RestartAsync();
        Assert.Single(await program.Api.ActivitiesAsync(Stays));
        Assert.Equal((404, 404), (await StatusAsync(program, Leaves), await StatusAsync(program, Comes)));
        Assert.Equal(version, (await program.Api.GetAsync("/api/v1/policy")).Expect(200).Json.GetProperty("version").GetInt32());
        (await program.Ingest.PostAsync(new { action = "form.submit" }, SigningKey.Shared.Token(new { uuid = Stays }))).ExpectProblem(401, "invalid_token");
        Assert.Equal(0, (await ProgramCommand.RunAsync(folder, null, "audit", "verify")).ExitCode);
        Assert.Single((await program.Api.GetAsync("/api/v1/audit?action=backup.restored")).Expect(200).Json.GetProperty("items").EnumerateArray());
        await VisitAsync(program, Comes);
        Assert.Equal(0, await program.StopAsync());
        var search = new FolderSearch(folder);
        search.AddText("e-mail", Email);
        Assert.Empty(search.Find());
    }

    [Fact]
    public async Task Restore_FolderLost_NeedsTheKeyAndSaysWhatMustBeRepeated()
    {
        var (folder, file, elsewhere) = (Installations.NewFolder(), NewFile(), NewFile());
        await using (var program = await FilledAsync(folder))
        {
            await BackUpAsync(folder, file);
            Assert.Equal(0, await program.StopAsync());
        }

        File.Copy(Path.Combine(folder, "audit.key"), elsewhere);
        Directory.Delete(folder, recursive: true);
        var without = await ProgramCommand.RunAsync(folder, null, "restore", file);
        File.Copy(elsewhere, Path.Combine(folder, "audit.key"));
        var (exitCode, output) = await ProgramCommand.RunAsync(folder, null, "restore", file);

        Assert.Equal((2, 0), (without.ExitCode, exitCode));
        Assert.Contains("audit.key", Assert.Single(without.Output.Split('\n')), StringComparison.Ordinal);
        Assert.Contains("There was no database in the folder", output, StringComparison.Ordinal);
        await using var again = await AdminProgram.StartAsync(Installations.Embedded(folder));
        Assert.Equal((200, 200), (await StatusAsync(again, Stays), await StatusAsync(again, Leaves)));
        Assert.Equal(0, (await ProgramCommand.RunAsync(folder, null, "audit", "verify")).ExitCode);
    }

    [Fact]
    public async Task Restore_KilledWhileItRuns_LeavesTheOldOneOrTheNewOne()
    {
        var (folder, file) = (Installations.NewFolder(), NewFile());
        await using var program = await FilledAsync(folder);
        await BackUpAsync(folder, file);
        await VisitAsync(program, Comes);
        Assert.Equal(0, await program.StopAsync());
        var ended = 0;
        for (var patience = 0; ended == 0; patience = (2 * patience) + 25)
        {
            using var restore = ProgramCommand.Start(folder, null, out _, "restore", file);
            await Until.TrueAsync(
                () => Task.FromResult(restore.HasExited || Directory.Exists(Path.Combine(folder, "restoring"))),
                () => "The restore does not begin.");
            using var end = new CancellationTokenSource(TimeSpan.FromMilliseconds(patience));
            try
            {
                await restore.WaitForExitAsync(end.Token);
                ended++;
            }
            catch (OperationCanceledException)
            {
                restore.Kill();
                await restore.WaitForExitAsync();
            }

            await program.RestartAsync();
            Assert.Equal((200, 200), (await StatusAsync(program, Stays), await StatusAsync(program, Leaves)));
            Assert.False(Directory.Exists(Path.Combine(folder, "restoring")));
            Assert.Equal(0, (await ProgramCommand.RunAsync(folder, null, "audit", "verify")).ExitCode);
            Assert.Equal(0, await program.StopAsync());
        }

        await program.RestartAsync();
        Assert.Equal(404, await StatusAsync(program, Comes));
    }

    [Fact]
    public async Task Backup_WhileEventsCome_HasAllThatWereAnsweredBefore()
    {
        var (folder, file) = (Installations.NewFolder(), NewFile());
        await using var program = await FilledAsync(folder);
        using var stop = new CancellationTokenSource();
        var answered = 0;
        var load = Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                await VisitAsync(program, Guid.NewGuid().ToString());
                Interlocked.Increment(ref answered);
            }
        }));
        await Until.TrueAsync(() => Task.FromResult(Volatile.Read(ref answered) > 200), () => "No events come.");

        var before = Volatile.Read(ref answered);
        Assert.Equal(0, (await ProgramCommand.RunAloneAsync(folder, null, "backup", file)).ExitCode);
        await stop.CancelAsync();
        await load;

        using var backup = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        backup.Open();
        using var count = backup.CreateCommand();
        count.CommandText = """SELECT count(*) FROM "Profiles" """;
        Assert.InRange((long)count.ExecuteScalar()!, before + 2, answered + 2);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "*.unfinished"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.DoesNotContain("<masterKey", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_CannotBeDone_IsRefusedInOneSentenceAndChangesNothing()
    {
        var (folder, file, other, wrong) = (Installations.NewFolder(), NewFile(), NewFile(), Installations.NewFolder());
        await using var program = await FilledAsync(folder);
        await BackUpAsync(folder, file);
        await using (await FilledAsync(wrong))
        {
            await BackUpAsync(wrong, other);
        }

        await AssertRefusedAsync(folder, "which another running process owns", "restore", file);
        Assert.Equal(0, await program.StopAsync());
        await AssertRefusedAsync(folder, "is not the one with which", "restore", other);
        await AssertRefusedAsync(folder, "is not a backup", "restore", Path.Combine(folder, "audit.head"));
        await AssertRefusedAsync(folder, "There is no file", "restore", file + ".none");
        await AssertRefusedAsync(folder, "is there already", "backup", file);
        await AssertRefusedAsync(folder, "Use: restore FILE", "restore");
        await program.RestartAsync();
        Assert.Equal(200, await StatusAsync(program, Leaves));
    }

    private static async Task AssertRefusedAsync(string folder, string why, params string[] words)
    {
        var (exitCode, output) = await ProgramCommand.RunAsync(folder, null, words);
        Assert.Equal(2, exitCode);
        Assert.Contains(why, Assert.Single(output.Split('\n')), StringComparison.Ordinal);
    }

    private static async Task<AdminProgram> FilledAsync(string folder)
    {
        var program = await AdminProgram.StartAsync(Installations.Embedded(folder, bootstrap: true));
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        await VisitAsync(program, Stays);
        await SubmitAsync(program, new { uuid = Leaves, email = Email });
        return program;
    }

    private static async Task BackUpAsync(string folder, string file)
    {
        var (exitCode, output) = await ProgramCommand.RunAsync(folder, null, "backup", file);
        Assert.True(exitCode == 0, output);
    }

    private static string NewFile() => Path.Combine(TemporaryFolder.Make(), "file");

    private static async Task VisitAsync(AdminProgram program, string uuid) =>
        (await program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid } })).Expect(202);

    private static async Task SubmitAsync(AdminProgram program, object identity) =>
        (await program.Ingest.PostAsync(new { action = "form.submit" }, SigningKey.Shared.Token(identity))).Expect(202);

    private static async Task<int> StatusAsync(AdminProgram program, string uuid) =>
        (await program.Api.GetAsync("/api/v1/profiles/" + uuid)).Status;
}
