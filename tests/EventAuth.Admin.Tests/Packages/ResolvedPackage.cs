using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Packages;

/// <summary>A package as the last restore of a project resolved it.</summary>
/// <param name="IsShipped">Whether it brings something that runs: a library, native code or files for browsers.</param>
/// <param name="IsOfTheSdk">Whether the SDK added it, in a version of its own.</param>
/// <param name="Folder">Where it is on this machine.</param>
internal sealed record ResolvedPackage(string Name, string Version, bool IsShipped, bool IsOfTheSdk, string Folder)
{
    private static readonly Regex ProjectOfSolution =
        new(@"""[^""]*[\\/](?<name>[^""\\/]+)\.csproj""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    /// <summary>The projects of the solution that were restored.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [
        .. ProjectOfSolution.Matches(File.ReadAllText(Path.Combine(ContractFiles.Root, "EventAuth.Admin.sln")))
            .Select(match => match.Groups["name"].Value)
            .Where(project => File.Exists(AssetsOf(project))),
    ];

    /// <summary>The packages of a project, including those that it gets from others.</summary>
    public static IReadOnlyList<ResolvedPackage> Of(string project)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(AssetsOf(project)));
        var root = assets.RootElement;
        var folder = root.GetProperty("packageFolders").EnumerateObject().First().Name;
        var ofTheSdk = root.GetProperty("project").GetProperty("frameworks").EnumerateObject()
            .SelectMany(framework => framework.Value.TryGetProperty("dependencies", out var all) ? all.EnumerateObject() : default)
            .Where(dependency => dependency.Value.TryGetProperty("autoReferenced", out var isAuto) && isAuto.GetBoolean())
            .Select(dependency => dependency.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. root.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject()
                .Where(target => target.Value.GetProperty("type").GetString() == "package")
                .Select(target =>
                {
                    var (name, version) = (target.Name.Split('/')[0], target.Name.Split('/')[1]);
                    var library = root.GetProperty("libraries").GetProperty(target.Name);
                    var place = Path.Combine(folder, library.GetProperty("path").GetString()!);
                    return new ResolvedPackage(name, version, Runs(target.Value, library), ofTheSdk.Contains(name), place);
                }),
        ];
    }

    /// <summary>What the package says about its licence: an SPDX expression, or null if it has a file instead.</summary>
    public string? ReadLicense()
    {
        var description = XDocument.Load(Directory.GetFiles(Folder, "*.nuspec").Single());
        var license = description.Descendants().Single(element => element.Name.LocalName == "license");
        return license.Attribute("type")?.Value == "expression" ? license.Value : null;
    }

    private static bool Runs(JsonElement target, JsonElement library) =>
        new[] { "runtime", "runtimeTargets", "native" }.Any(kind => target.TryGetProperty(kind, out var files)
            && files.EnumerateObject().Any(file => !file.Name.EndsWith("_._", StringComparison.Ordinal)))
        || library.GetProperty("files").EnumerateArray().Any(file => file.GetString()!.StartsWith("_framework/", StringComparison.Ordinal));

    private static string AssetsOf(string project) => Path.Combine(ContractFiles.Root, "artifacts", "obj", project, "project.assets.json");
}
