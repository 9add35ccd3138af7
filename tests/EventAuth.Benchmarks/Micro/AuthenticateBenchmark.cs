using BenchmarkDotNet.Attributes;
using EventAuth.Core.Tokens;
using EventAuth.Ingest;
using Microsoft.Extensions.Primitives;

namespace EventAuth.Benchmarks.Micro;

/// <summary>From an <c>Authorization</c> header to its sender.</summary>
[Config(typeof(ShortRun))]
public class AuthenticateBenchmark : IDisposable
{
    private readonly StringValues[] _tokens = [.. Enumerable.Range(0, 64).Select(customer => new StringValues(RealParts.Bearer(customer)))];

    // By the time a token comes again it has long been forgotten.
    private readonly RealParts _forgetful = new(new TokenRules { MaxRemembered = 16 });
    private readonly RealParts _usual = new();
    private readonly StringValues[] _forged = [.. Enumerable.Range(0, 64).Select(customer => new StringValues(Forged(customer)))];
    private readonly Authenticator _first;
    private readonly Authenticator _again;
    private int _next;

    public AuthenticateBenchmark() => (_first, _again) = (_forgetful.Get<Authenticator>(), _usual.Get<Authenticator>());

    /// <summary>The signature is checked.</summary>
    [Benchmark]
    public bool FirstTime() => IsKnown(_first, _tokens);

    /// <summary>The token was checked before.</summary>
    [Benchmark]
    public bool Remembered() => IsKnown(_again, _tokens);

    /// <summary>The signature was refused before.</summary>
    [Benchmark]
    public bool RefusedAgain() => IsKnown(_again, _forged);

    [GlobalCleanup]
    public void Dispose()
    {
        _forgetful.Dispose();
        _usual.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string Forged(int customer) => RealParts.Bearer(customer)[..^4] + "AAAA";

    private bool IsKnown(Authenticator authenticator, StringValues[] tokens) =>
        authenticator.Authenticate(authenticator.Begin(tokens[_next++ % tokens.Length])).Identity is not null;
}
