using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest;

/// <summary>Somebody who wants to know which connections bring requests.</summary>
/// <param name="Arrived">Is told of each request as soon as its headers are here.</param>
/// <param name="Passed">Is told of each request that was not refused, after its answer.</param>
public sealed record ArrivalWatch(Action<HttpContext> Arrived, Action<HttpContext> Passed);
