using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Benchmarks.Ingest.Machine;
using EventAuth.Testing;

namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>The three scripts of a peer: prepare, run, count. They are in tests/peers.</summary>
internal sealed class PeerScripts(string name, CacheFolder cache)
{
    private const int NotToBeHad = 3;

    private readonly string _folder = Path.Combine(ContractFiles.Root, "tests", "peers", name);

    public string Name { get; } = name;

    /// <summary>The program that serves.</summary>
    public string Run => Path.Combine(_folder, "run.sh");

    /// <summary>Installs what the peer needs. Returns its name and version, or why it cannot be installed here.</summary>
    public async Task<(string? Version, string? Trouble)> PrepareAsync()
    {
        var script = Path.Combine(_folder, "prepare.sh");
        if (!File.Exists(script))
        {
            return (null, "there is no script to prepare it");
        }

        var (exitCode, output, errors) = await Tool.RunAsync("bash", [script], Environment(null));
        return exitCode switch
        {
            0 => (output.TrimEnd().Split('\n')[^1], null),
            NotToBeHad => (null, errors.Trim()),
            _ => (null, $"preparing it failed with {exitCode}: {errors.Trim()}"),
        };
    }

    /// <summary>How many events it stored, or null if it stores none.</summary>
    public async Task<long?> CountAsync(IReadOnlyDictionary<string, string> environment)
    {
        var (exitCode, output, errors) = await Tool.RunAsync("bash", [Path.Combine(_folder, "count.sh")], environment);
        return exitCode != 0 ? throw new InvalidOperationException($"{Name}: count.sh failed: {errors}")
            : output.Trim() == "none" ? null
            : long.Parse(output, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The variables for the scripts.</summary>
    public Dictionary<string, string> Environment(IReadOnlyDictionary<string, string>? further) =>
        new(further ?? new Dictionary<string, string>()) { ["PEER_CACHE"] = Directory.CreateDirectory(cache.File("peers")).FullName };
}
