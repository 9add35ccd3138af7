using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Counts;

/// <summary>
/// Adds to the counts, within the transactions of the journal's writer. Senders choose names, so a period has room for so many counts
/// by name and no more:
/// what comes beyond counts under <see cref="CountNames.Others"/>, and no total changes. Names that people entered, names that were
/// discovered, and names
/// that are in no catalogue each have a room of their own, so that one kind cannot push out another.
/// </summary>
/// <param name="statements">The statements of the writer's connection.</param>
/// <param name="sourceOf">How a name came into the catalogue; null for one that is not in it.</param>
internal sealed class CountWriter(CountStatements statements, Func<EventName, EventSource?> sourceOf)
{
    /// <summary>So many periods are remembered: mostly the present ones, of each width.</summary>
    private const int MostPeriods = 64;

    // Counts by name in a period, of each kind of name.
    private readonly Dictionary<(long Width, long Period), int[]> _used = [];

    /// <summary>Adds to the counts of each width.</summary>
    public void Add(in DecisionKind kind, string action, long count)
    {
        foreach (var (width, _) in CountWidths.All)
        {
            var period = kind.Period - (kind.Period % width);
            if (action.Length == 0)
            {
                Bind(statements.AddCount, width, period, kind, action, count).Run();
            }
            else if (!TryAddTo(width, period, kind, action, count))
            {
                var name = TryTakeRoom(width, period, action) ? action : CountNames.Others;
                Bind(statements.AddCount, width, period, kind, name, count).Run();
            }
        }
    }

    private bool TryAddTo(long width, long period, in DecisionKind kind, string action, long count)
    {
        var isThere = Bind(statements.AddToCount, width, period, kind, action, count).Step();
        statements.AddToCount.Reset();
        return isThere;
    }

    private bool TryTakeRoom(long width, long period, string action)
    {
        if (!_used.TryGetValue((width, period), out var used))
        {
            used = Read(width, period);
        }

        var kind = KindOf(action);
        if (used[kind] >= CountNames.Room[kind])
        {
            return false;
        }

        used[kind]++;
        return true;
    }

    private int[] Read(long width, long period)
    {
        if (_used.Count == MostPeriods)
        {
            _used.Clear();
        }

        var used = new int[CountNames.Room.Length];
        var rows = statements.NamesOfPeriod.Bind(1, width).Bind(2, period).Bind(3, (long)CountNames.AllRoom);
        while (rows.Step())
        {
            used[KindOf(rows.Text(0))]++;
        }

        rows.Reset();
        _used.Add((width, period), used);
        return used;
    }

    private int KindOf(string action) =>
        !EventName.TryParse(action, out var name) || sourceOf(name) is not { } source ? CountNames.Unknown
        : source == EventSource.Discovered ? CountNames.Discovered
        : CountNames.OfPeople;

    private static SqliteStatement Bind(
        SqliteStatement statement, long width, long period, in DecisionKind kind, string action, long count) =>
        statement.Bind(1, width).Bind(2, period).Bind(3, (long)kind.Reason).Bind(4, (long?)kind.Customer ?? -1)
            .Bind(5, kind.CertificateId ?? "").Bind(6, action).Bind(7, count);
}
