namespace EventAuth.Storage.Retention;

/// <summary>Deletes what need not be kept.</summary>
internal interface IRetention
{
    /// <summary>Looks for it once. Gives how much was found, 0 for nothing.</summary>
    Task<int> RunAsync(CancellationToken cancellation);
}
