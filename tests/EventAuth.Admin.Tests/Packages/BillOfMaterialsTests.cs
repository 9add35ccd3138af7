using System.Diagnostics;
using System.Text.Json;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Packages;

/// <summary>The command that writes the bill of materials: by the CycloneDX specification 1.6, with everything that the program contains.</summary>
public sealed class BillOfMaterialsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Command_Run_WritesEachPackageWithVersionLicenceAndHash()
    {
        using var folder = new TemporaryFolder();
        var file = await RunAsync(folder.Storage);
        using var bill = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var root = bill.RootElement;
        var components = root.GetProperty("components").EnumerateArray()
            .ToDictionary(component => component.GetProperty("name").GetString()!);

        Assert.Equal(("CycloneDX", "1.6"), (root.GetProperty("bomFormat").GetString(), root.GetProperty("specVersion").GetString()));
        Assert.Matches("^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", root.GetProperty("serialNumber").GetString());
        Assert.Equal(1, root.GetProperty("version").GetInt32());
        Assert.Equal("EventAuth.Admin", root.GetProperty("metadata").GetProperty("component").GetProperty("name").GetString());
        Assert.All(ResolvedPackage.Of("EventAuth.Admin").Where(package => package.IsShipped), package =>
        {
            var component = components[package.Name];
            Assert.Equal("library", component.GetProperty("type").GetString());
            Assert.Equal(package.Version, component.GetProperty("version").GetString());
            Assert.Equal($"pkg:nuget/{package.Name}@{package.Version}", component.GetProperty("purl").GetString());
            var licence = Assert.Single(component.GetProperty("licenses").EnumerateArray()).GetProperty("license");
            var isKnown = package.ReadLicense() is { } id
                ? licence.GetProperty("id").GetString() == id
                : licence.TryGetProperty("text", out _);
            Assert.True(isKnown, package.Name);
            var hash = Assert.Single(component.GetProperty("hashes").EnumerateArray());
            Assert.Equal("SHA-512", hash.GetProperty("alg").GetString());
            Assert.Equal(HashOf(package), hash.GetProperty("content").GetString(), ignoreCase: true);
        });

        var known = components.Values.Append(root.GetProperty("metadata").GetProperty("component")).Select(ReferenceOf).ToHashSet();
        Assert.Equal(components.Count + 1, known.Count);
        Assert.All(
            root.GetProperty("dependencies").EnumerateArray(),
            dependency => Assert.Contains(dependency.GetProperty("ref").GetString(), known));
    }

    private static string? ReferenceOf(JsonElement component) => component.GetProperty("bom-ref").GetString();

    // As the package was signed, by the file that the restore left next to it.
    private static string HashOf(ResolvedPackage package) =>
        Convert.ToHexStringLower(Convert.FromBase64String(File.ReadAllText(Directory.GetFiles(package.Folder, "*.nupkg.sha512").Single())));

    private static async Task<string> RunAsync(string folder)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(ContractFiles.Root, "bom.sh"), folder])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Environment variables from "dotnet test" must not reach another build.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, error + await output);
        return (await output).Trim();
    }
}
