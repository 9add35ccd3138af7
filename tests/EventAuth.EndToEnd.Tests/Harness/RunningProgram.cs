using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>A program that the tests of one class share, with <see cref="SigningKey.Shared"/> as its certificate.</summary>
public sealed class RunningProgram : SharedProgram
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
    }
}
