using System.Globalization;

namespace EventAuth.Benchmarks.Ingest.Machine;

/// <summary>All processes at one moment.</summary>
internal sealed class ProcessTable
{
    /// <summary>Ticks of CPU time in a second (USER_HZ).</summary>
    public const double TicksPerSecond = 100;

    private const long KernelThread = 0x0020_0000;

    private readonly Dictionary<int, ProcessRow> _rows = [];

    private ProcessTable(long takenAt) => TakenAt = takenAt;

    /// <summary>When, as a time stamp of <see cref="TimeProvider.System"/>.</summary>
    public long TakenAt { get; }

    /// <summary>Reads /proc.</summary>
    public static ProcessTable Take()
    {
        var table = new ProcessTable(TimeProvider.System.GetTimestamp());
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ReadRow(folder) is { } row)
            {
                table._rows[id] = row;
            }
        }

        return table;
    }

    /// <summary>Processes and all their descendants.</summary>
    public IReadOnlyCollection<int> Tree(IEnumerable<int> roots)
    {
        var tree = new HashSet<int>();
        var children = _rows.ToLookup(row => row.Value.Parent, row => row.Key);
        var open = new Stack<int>(roots);
        while (open.TryPop(out var id))
        {
            if (_rows.ContainsKey(id))
            {
                tree.Add(id);
            }

            foreach (var child in children[id])
            {
                open.Push(child);
            }
        }

        return tree;
    }

    /// <summary>CPU time of processes and their descendants, in seconds.</summary>
    public double SecondsOf(IEnumerable<int> roots) => Tree(roots).Sum(id => _rows[id].Ticks) / TicksPerSecond;

    /// <summary>CPU time of a process alone, in seconds.</summary>
    public double SecondsOfOne(int process) => _rows[process].Ticks / TicksPerSecond;

    /// <summary>CPU time of all processes that descend neither from this one nor from these, without the kernel's own, in seconds.</summary>
    public double SecondsOfOthers(IEnumerable<int> roots)
    {
        var ours = Tree([Environment.ProcessId, .. roots]);
        return _rows.Where(row => !row.Value.OfKernel && !ours.Contains(row.Key)).Sum(row => row.Value.Ticks) / TicksPerSecond;
    }

    /// <summary>Memory in RAM of processes and their descendants.</summary>
    public long ResidentBytesOf(IEnumerable<int> roots) => Tree(roots).Sum(id => _rows[id].ResidentBytes);

    private static ProcessRow? ReadRow(string folder)
    {
        try
        {
            // proc(5): the name is in brackets and may contain anything; what follows its last bracket is numbers from field 3 on.
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
            return new ProcessRow(
                (int)Field(4),
                Field(14) + Field(15) + Field(16) + Field(17),
                Field(24) * Environment.SystemPageSize,
                (Field(9) & KernelThread) != 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended in between.
            return null;
        }
    }
}
