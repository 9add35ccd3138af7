using EventAuth.EndToEnd.Tests.Durability.Load;
using EventAuth.EndToEnd.Tests.Durability.Stored;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Durability.Kill;

/// <summary>
/// Kills the real program under load, starts it again with the same storage and compares its content with what it had answered,
/// round after round with one growing database. Runs outside the program's process.
/// </summary>
internal sealed class KillRounds
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly KillPlan _plan;
    private readonly AdminProgram _program;
    private readonly Random _random;
    private readonly LoadLedger _ledger = new();
    private readonly RecordingSender _sender;
    private readonly List<string> _broken = [];
    private Dictionary<long, string> _rows = [];
    private int _missing;
    private int _twice;
    private int _unanswered;
    private int _unansweredFound;
    private long _number;

    private KillRounds(KillPlan plan, AdminProgram program)
    {
        _plan = plan;
        _program = program;
        _random = new Random(plan.Seed);
        _sender = new RecordingSender(program.Ingest, _ledger);
    }

    /// <summary>Runs the plan on a fresh program.</summary>
    public static async Task<KillSummary> RunAsync(KillPlan plan)
    {
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings { OwnProcess = true });
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        await program.Api.SetListsAsync(new PolicyLists());
        var rounds = new KillRounds(plan, program);
        for (var round = 0; round < plan.Rounds; round++)
        {
            await rounds.RunRoundAsync();
        }

        return new KillSummary(
            plan.Rounds, plan.Seed, rounds._ledger.AnsweredCount, rounds._missing, rounds._twice, rounds._unanswered, rounds._unansweredFound, rounds._broken);
    }

    private async Task RunRoundAsync()
    {
        await KillUnderLoadAsync();
        await _program.RestartAsync();
        var unanswered = _ledger.Unanswered;
        _unanswered += unanswered.Sum(request => request.Events.Count);
        _unansweredFound += (await CompareAsync()).UnansweredFound;

        // Sending again is safe: 202, and still one row each. What has no salt is never sent again.
        foreach (var request in unanswered.Where(request => request.IsRepeatable))
        {
            var answer = await _sender.SendAsync(request);
            if (answer?.Status != 202)
            {
                _broken.Add($"Event {request.Events[0].Number} was sent again after the restart and answered {answer?.Status}: {answer?.Text}");
            }
        }

        await CompareAsync();
        _ledger.ForgetUnanswered();
    }

    private async Task KillUnderLoadAsync()
    {
        var load = new ShopLoad(_sender, _random.Next(), _plan.Connections, _number);
        var running = load.RunAsync();
        var target = _ledger.AnsweredCount + _random.Next(_plan.LeastAnswered, _plan.MostAnswered);
        if (_random.Next(2) == 0)
        {
            // Exactly at the answer: if an answer comes before its commit, this moment shows it.
            await Task.WhenAny(_ledger.ReachAsync(target), running).WaitAsync(s_patience);
        }
        else
        {
            // By its own clock, so that the moment does not depend on a commit.
            await Until.TrueAsync(
                () => Task.FromResult(_ledger.AnsweredCount >= target || running.IsCompleted),
                () => $"Only {_ledger.AnsweredCount} of {target} events were answered. The program wrote:\n{_program.Output.Text}");
        }

        await _program.KillAsync();
        await running;
        _number = load.LastNumber;
    }

    private async Task<LedgerComparison> CompareAsync()
    {
        var state = StoredState.Read(_program.Database);
        var comparison = LedgerComparison.Of(_ledger, state);
        _missing = Math.Max(_missing, comparison.Missing);
        _twice = Math.Max(_twice, comparison.Twice);
        _broken.AddRange(comparison.Broken);
        CompareRows(state);

        // Those who were busy at the kill, and some others.
        var customers = _ledger.Unanswered.SelectMany(request => request.Events).Select(sent => sent.Uuid)
            .Concat(_random.GetItems(state.Owners.Keys.Where(key => key.Kind == StoredState.UuidKind).Select(key => key.Value).ToArray(), _plan.CustomersRead))
            .Distinct();
        _broken.AddRange(await ApiComparison.FindDifferencesAsync(_program.Api, state, customers));
        return comparison;
    }

    /// <summary>Rows never change, and no number is used twice: rows written after a kill have greater ones.</summary>
    private void CompareRows(StoredState state)
    {
        var rows = state.Events.ToDictionary(row => row.Id, row => row.EventId);
        var greatest = _rows.Count == 0 ? 0 : _rows.Keys.Max();
        var changed = _rows.Count(row => !rows.TryGetValue(row.Key, out var id) || id != row.Value);
        var reused = rows.Count(row => row.Key <= greatest && !_rows.ContainsKey(row.Key));
        if (changed > 0 || reused > 0)
        {
            _broken.Add($"{changed} rows of before are gone or another event's, {reused} have a number from before.");
        }

        _rows = rows;
    }
}
