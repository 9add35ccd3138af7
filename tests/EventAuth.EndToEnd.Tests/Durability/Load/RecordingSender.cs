using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Durability.Load;

/// <summary>Sends requests and records the result of each in the ledger.</summary>
internal sealed class RecordingSender(IngestClient ingest, LoadLedger ledger)
{
    /// <summary>The answer, or null when none came.</summary>
    public async Task<Answer?> SendAsync(SentRequest request)
    {
        ledger.KeepSent(request);
        try
        {
            var answer = request.IsBatch
                ? await ingest.PostBatchAsync(request.Events.Select(sent => sent.Body), request.Token)
                : await ingest.PostAsync(request.Events[0].Body, request.Token);
            ledger.Keep(request, answer);
            return answer;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            ledger.KeepUnanswered(request);
            return null;
        }
    }
}
