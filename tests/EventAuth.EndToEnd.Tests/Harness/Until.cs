namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>Waits for a condition, never for a time: returns as soon as it is true, fails if it is not true within the limit.</summary>
public static class Until
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Asks until the answer is true.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="otherwise">What the failure says.</param>
    public static async Task TrueAsync(Func<Task<bool>> holds, Func<string> otherwise)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit, otherwise());
            await ticks.WaitForNextTickAsync();
        }
    }

    /// <summary>Asks until there is a value.</summary>
    public static async Task<T> FoundAsync<T>(Func<T?> find, Func<string> otherwise)
        where T : class
    {
        T? found = null;
        await TrueAsync(() => Task.FromResult((found = find()) is not null), otherwise);
        return found!;
    }
}
