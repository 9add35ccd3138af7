using System.Reflection;
using System.Text.RegularExpressions;
using EventAuth.Admin.Access;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Database;
using EventAuth.Testing;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Tests;

/// <summary>The directions of the house's arrows.</summary>
public sealed class HouseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Assembly Core = typeof(EventPolicy).Assembly;
    private static readonly Assembly Ingest = Assembly.Load("EventAuth.Ingest");
    private static readonly Assembly Storage = typeof(StorageOptions).Assembly;
    private static readonly Assembly Admin = typeof(Program).Assembly;

    private static readonly Regex Comment = new("//[^\n]*", RegexOptions.ExplicitCapture, Patience);
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

    // What is thrown for a bug is for who reads a log.
    [Fact]
    public void Core_Literals_AreNoSentencesForPeople()
    {
        var sources = Directory.GetFiles(Path.Combine(ContractFiles.Root, "src", "EventAuth.Core"), "*.cs", SearchOption.AllDirectories);

        Assert.NotEmpty(sources);
        Assert.All(sources, source =>
            Assert.DoesNotMatch(Sentence, Thrown.Replace(Comment.Replace(File.ReadAllText(source), ""), "")));
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
    [InlineData(typeof(PolicyService), nameof(PolicyGuard))]
    [InlineData(typeof(ICustomerRecords), nameof(CustomerGuard))]
    public void WhatChangesThings_IsHeld_ByItsGuardAlone(Type changing, string guard)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var holders = Admin.GetTypes().Where(type => type.GetFields(all).Any(field => field.FieldType == changing)
            || type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)).Any(method => method.GetParameters().Any(parameter => parameter.ParameterType == changing)));

        Assert.Equal([guard], holders.Select(type => type.Name));
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static IEnumerable<string> Ours(Assembly assembly) => References(assembly).Where(name => name.StartsWith("EventAuth.", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
