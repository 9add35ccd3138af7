namespace EventAuth.EndToEnd.Tests.Sdk.Chaos;

/// <summary>What became of every event that was tracked.</summary>
internal sealed record ChaosSummary
{
    private const int Shown = 20;

    public required int Tracked { get; init; }

    /// <summary>Events that the policy allows, and of these, those that are stored exactly once.</summary>
    public required int Allowed { get; init; }

    public required int Once { get; init; }

    /// <summary>Events that are stored more than once, whether they are allowed or not.</summary>
    public required int Twice { get; init; }

    /// <summary>Events that the policy does not allow, and of these, those that were reported with the right code.</summary>
    public required int Refused { get; init; }

    public required int Reported { get; init; }

    /// <summary>Everything that was wrong, a sentence each.</summary>
    public required IReadOnlyList<string> Broken { get; init; }

    /// <summary>What happened to server, network and tabs at the same time.</summary>
    public required string Troubles { get; init; }

    public bool IsClean => Broken.Count == 0 && Once == Allowed && Reported == Refused && Twice == 0;

    /// <summary>Compares what was tracked and reported with the numbers of the stored events.</summary>
    public static ChaosSummary Of(ChaosLedger ledger, IEnumerable<long> stored, string troubles)
    {
        var times = stored.CountBy(number => number).ToDictionary();
        var broken = new List<string>();
        int allowed = 0, once = 0, refused = 0, reported = 0;
        foreach (var tracked in ledger.Tracked)
        {
            var (number, kind) = tracked;
            var codes = ledger.Rejections(number);
            var rows = times.GetValueOrDefault(number);
            var right = kind.Code is null ? rows == 1 && codes.Count == 0 : rows == 0 && codes.Count > 0 && codes.All(code => code == kind.Code);
            (allowed, refused) = kind.Code is null ? (allowed + 1, refused) : (allowed, refused + 1);
            (once, reported) = (once + (kind.Code is null && rows == 1 ? 1 : 0), reported + (kind.Code is not null && right ? 1 : 0));
            if (!right)
            {
                broken.Add($"{kind.Action} {number} is stored {rows} times and was reported [{string.Join(", ", codes)}], expected {kind.Code ?? "stored once"}: {tracked.Circumstances}.");
            }
        }

        return new ChaosSummary
        {
            Tracked = ledger.Count, Allowed = allowed, Once = once, Twice = times.Count(each => each.Value > 1),
            Refused = refused, Reported = reported, Broken = broken, Troubles = troubles,
        };
    }

    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            $"{Tracked} events tracked; {Troubles}: {Once} of {Allowed} allowed events stored exactly once, {Twice} twice; "
                + $"{Reported} of {Refused} others reported with their code; {Broken.Count} wrong",
            .. Broken.Take(Shown),
        ]);
}
