using System.Reflection;
using System.Text.RegularExpressions;
using EventAuth.Core.Administration;
using EventAuth.Admin.Access;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Database;
using EventAuth.Testing;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Tests;

/// <summary>The directions of dependencies between projects and folders.</summary>
public sealed class HouseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Assembly Core = typeof(EventPolicy).Assembly;
    private static readonly Assembly Ingest = Assembly.Load("EventAuth.Ingest");
    private static readonly Assembly Storage = typeof(StorageOptions).Assembly;
    private static readonly Assembly Admin = typeof(Program).Assembly;

    private static readonly Regex Comment = new("//[^\n]*", RegexOptions.ExplicitCapture, Patience);
    private static readonly Regex Text = new("\"(\\\\.|[^\"\\\\])*\"", RegexOptions.ExplicitCapture, Patience);
    private static readonly Regex Word = new(@"\b[A-Z]\w+", RegexOptions.ExplicitCapture, Patience);
    private static readonly Regex Declaration = new(
        @"\b(class|interface|record( struct| class)?|struct|enum|delegate\s+[\w<>\[\], ?]+)\s+(?<name>[A-Z]\w+)", RegexOptions.ExplicitCapture, Patience);

    private static readonly Regex Thrown = new("(throw )?new \\w*Exception\\([^;]*;", RegexOptions.ExplicitCapture, Patience);
    private static readonly Regex Sentence = new("\"(?=[A-Z])([^\"\n]|\\\\\")* ([^\"\n]|\\\\\")*\\.\"", RegexOptions.ExplicitCapture, Patience);

    [Fact]
    public void Core_References_OnlyTheBareFramework() =>
        Assert.All(References(Core), name => Assert.False(
            name.StartsWith("Microsoft.", StringComparison.Ordinal) || name.StartsWith("EventAuth.", StringComparison.Ordinal), name));

    [Fact]
    public void Ingest_References_CoreAloneOfOurs() => Assert.Equal(["EventAuth.Core"], Ours(Ingest));

    [Fact]
    public void Storage_References_CoreAloneOfOurs() => Assert.Equal(["EventAuth.Core"], Ours(Storage));

    // What is thrown for a bug is for readers of the log.
    [Fact]
    public void Core_Literals_AreNoSentencesForPeople()
    {
        var sources = Directory.GetFiles(Path.Combine(ContractFiles.Root, "src", "EventAuth.Core"), "*.cs", SearchOption.AllDirectories);

        Assert.NotEmpty(sources);
        Assert.All(sources, source =>
            Assert.DoesNotMatch(Sentence, Thrown.Replace(Comment.Replace(File.ReadAllText(source), ""), "")));
    }

    [Fact]
    public void Sources_Lines_AreAtMost140CharactersLong() => Assert.All(
        Sources(),
        source => Assert.DoesNotContain(File.ReadLines(source), line => line.Length > 140));

    // A capability is the first folder below a project, with everything in it. It depends on another if it names a type of it.
    [Fact]
    public void Capabilities_Dependencies_HaveNoCircles()
    {
        var texts = Sources().ToLookup(CapabilityOf, source => Text.Replace(Comment.Replace(File.ReadAllText(source), " "), " "));
        var homes = texts.SelectMany(capability => capability.SelectMany(text => Declaration.Matches(text).Select(match => match.Groups["name"].Value))
            .Concat(Sources().Where(source => source.EndsWith(".razor", StringComparison.Ordinal) && CapabilityOf(source) == capability.Key)
                .Select(source => Path.GetFileNameWithoutExtension(source)))
            .Distinct()
            .Select(name => (Name: name, Home: capability.Key)))
            .GroupBy(type => type.Name)
            .Where(types => types.Count() == 1)
            .ToDictionary(types => types.Key, types => types.Single().Home);
        var dependencies = texts.ToDictionary(
            capability => capability.Key,
            capability => capability.SelectMany(text => Word.Matches(text).Select(word => homes.GetValueOrDefault(word.Value, capability.Key)))
                .Where(home => home != capability.Key)
                .ToHashSet());

        // What depends on nothing that remains cannot be in a circle.
        while (dependencies.FirstOrDefault(capability => !capability.Value.Overlaps(dependencies.Keys)) is { Key: { } free })
        {
            dependencies.Remove(free);
        }

        Assert.True(homes.Count > 500, "Hardly any type was found.");
        Assert.Empty(dependencies.Keys);
    }

    [Fact]
    public void Components_Members_NeitherKnowTheDatabaseNorTheIngest()
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var components = Admin.GetTypes().Where(type => type.IsAssignableTo(typeof(ComponentBase)) && type.Namespace?.Contains(".Components", StringComparison.Ordinal) == true).ToList();

        Assert.NotEmpty(components);
        Assert.All(components, component =>
        {
            var used = component.GetFields(all).Select(field => field.FieldType)
                .Concat(component.GetProperties(all).Select(property => property.PropertyType))
                .Concat(component.GetMethods(all).SelectMany(method => method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []));
            Assert.All(used, type => Assert.False(
                type.Assembly == Ingest || type.IsAssignableTo(typeof(EventAuthDbContext)) || type.Namespace?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true,
                $"{component.Name} uses {type.Name}"));
        });
    }

    [Theory]
    // The watch has nobody's rights: it takes changes back by their own rules.
    [InlineData(typeof(PolicyService), "PendingWatch", nameof(PolicyGuard))]
    [InlineData(typeof(ICustomerRecords), nameof(CustomerGuard))]
    public void WhatChangesThings_IsHeld_ByItsGuardAlone(Type changing, params string[] guards)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var holders = Admin.GetTypes().Where(type => type.GetFields(all).Any(field => field.FieldType == changing)
            || type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)).Any(method => method.GetParameters().Any(parameter => parameter.ParameterType == changing)));

        Assert.Equal(guards, holders.Select(type => type.Name));
    }

    private static IEnumerable<string> Sources() =>
        from pattern in (string[])["*.cs", "*.razor"]
        from source in Directory.EnumerateFiles(Path.Combine(ContractFiles.Root, "src"), pattern, SearchOption.AllDirectories)
        where !source.Contains("/Migrations/", StringComparison.Ordinal)
        select source;

    private static string CapabilityOf(string source) =>
        string.Join('/', Path.GetRelativePath(Path.Combine(ContractFiles.Root, "src"), Path.GetDirectoryName(source)!).Split('/').Take(2));

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static IEnumerable<string> Ours(Assembly assembly) => References(assembly).Where(name => name.StartsWith("EventAuth.", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
