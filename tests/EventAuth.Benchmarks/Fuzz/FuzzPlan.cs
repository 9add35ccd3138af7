using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;

namespace EventAuth.Benchmarks.Fuzz;

/// <summary>The inputs of one reader.</summary>
/// <param name="Name">The reader, and the folder of its seeds.</param>
/// <param name="Tenths">Its share of all inputs.</param>
/// <param name="MostBytes">The longest input.</param>
/// <param name="BlowUpOneIn">How rarely an input gets that long.</param>
/// <param name="Extremes">Inputs that random changes would not find, made to cost as much as possible.</param>
/// <param name="Make">Creates the reader, for one thread.</param>
internal sealed record FuzzPlan(string Name, int Tenths, int MostBytes, int BlowUpOneIn, IReadOnlyList<byte[]> Extremes, Func<FuzzReader> Make)
{
    /// <summary>A little more than a token may have, in bytes.</summary>
    public const int LongestToken = TokenRules.MaxLength + 64;

    public static IReadOnlyList<FuzzPlan> All { get; } =
    [
        new("events", 4, RequestLimits.EventBytes, 500, ExtremeInputs.Events(RequestLimits.EventBytes), () => new EventFuzzReader()),
        new("batches", 2, RequestLimits.BatchBytes, 2_000, ExtremeInputs.Batches(RequestLimits.BatchBytes), () => new BatchFuzzReader()),
        new("tokens", 2, LongestToken, 100, ExtremeInputs.Tokens(TokenRules.MaxLength), () => new TokenFuzzReader()),
        new("certificates", 2, CertificateReader.MaxLength + 64, 500, ExtremeInputs.Certificates(CertificateReader.MaxLength), () => new CertificateFuzzReader()),
    ];
}
