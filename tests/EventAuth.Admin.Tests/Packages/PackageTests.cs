using System.Xml.Linq;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Packages;

/// <summary>The parts of the program and their licences are known exactly.</summary>
public sealed class PackageTests
{
    private const string Program = "EventAuth.Admin";

    private static readonly string Notices = File.ReadAllText(Path.Combine(ContractFiles.Root, "THIRD-PARTY-NOTICES.txt"));

    // A line of the notices: the package, its licence, its copyright.
    private static readonly IReadOnlyList<string[]> Noted =
    [
        .. Notices.Split("\n\n").First(part => part.StartsWith("BouncyCastle.Cryptography ", StringComparison.Ordinal))
            .Split('\n')
            .Select(line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries)),
    ];

    [Fact]
    public void Packages_OfEachProject_HaveTheirExactVersionInTheOneFile()
    {
        var file = XDocument.Load(Path.Combine(ContractFiles.Root, "Directory.Packages.props"));
        var central = file.Descendants("PackageVersion").ToDictionary(
            element => element.Attribute("Include")!.Value,
            element => element.Attribute("Version")!.Value,
            StringComparer.OrdinalIgnoreCase);

        Assert.Contains(Program, ResolvedPackage.Projects);
        Assert.All(central, pinned => Assert.Matches(@"^\d+(\.\d+){1,3}$", pinned.Value));
        foreach (var project in ResolvedPackage.Projects)
        {
            Assert.All(
                ResolvedPackage.Of(project).Where(package => !package.IsOfTheSdk),
                package => Assert.Equal($"{package.Name} {package.Version}", $"{package.Name} {central.GetValueOrDefault(package.Name)}"));
        }
    }

    [Fact]
    public void Packages_ThatTheProgramContains_AreInTheNoticesWithTheirLicence()
    {
        var packages = ResolvedPackage.Of(Program);
        var shipped = packages.Where(package => package.IsShipped).ToList();

        Assert.True(shipped.Count > 15, $"{shipped.Count} packages");
        Assert.All(shipped, package =>
        {
            var noted = Assert.Single(Noted, line => line[0] == package.Name);
            Assert.Equal(package.ReadLicense() ?? noted[1], noted[1]);
            Assert.NotEmpty(noted[2]);
        });
        Assert.All(Noted, line => Assert.Contains(packages, package => package.Name == line[0]));
    }

    [Theory]
    [InlineData("MIT", "Permission is hereby granted, free of charge")]
    [InlineData("Apache-2.0", "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION")]
    [InlineData("PostgreSQL", "without fee, and without a written agreement")]
    [InlineData("blessing", "May you do good and not evil")]
    public void Licences_ThatTheNoticesName_StandThereInFull(string licence, string text)
    {
        Assert.Contains(Noted, line => line[1] == licence);
        Assert.Contains(text, Notices, StringComparison.Ordinal);
        Assert.All(Noted, line => Assert.Contains(line[1], (string[])["MIT", "Apache-2.0", "PostgreSQL", "blessing"]));
    }

    [Fact]
    public void Licence_OfTheProgram_IsMit()
    {
        var licence = File.ReadAllText(Path.Combine(ContractFiles.Root, "LICENSE"));

        const string start = "MIT License\n\nCopyright (c) 2026 The EventAuth.Admin authors\n\nPermission is hereby granted";
        Assert.StartsWith(start, licence, StringComparison.Ordinal);
    }
}
