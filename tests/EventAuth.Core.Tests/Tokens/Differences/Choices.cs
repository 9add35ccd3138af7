namespace EventAuth.Core.Tests.Tokens.Differences;

/// <summary>Random choices, the same for the same seed.</summary>
internal sealed class Choices(int seed)
{
    private readonly Random _random = new(seed);

    public int Below(int end) => _random.Next(end);

    public bool OneIn(int count) => _random.Next(count) == 0;

    public T Of<T>(params IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
