namespace EventAuth.Shop;

/// <summary>The messages of the contact form, one JSON object a line in the data folder.</summary>
internal sealed class MessageBook(ShopSettings settings, TimeProvider time) : IDisposable
{
    private const long MaxBytes = 10_000_000;

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The file.</summary>
    public string File { get; } = Path.Combine(settings.Data, "messages.jsonl");

    /// <summary>Keeps a message; false when the file is full.</summary>
    public async Task<bool> AddAsync(string name, string email, string text)
    {
        await _turn.WaitAsync();
        try
        {
            await using var stream = PrivateFolder.Open(File, FileMode.Append);
            if (stream.Length > MaxBytes)
            {
                return false;
            }

            await JsonSerializer.SerializeAsync(stream, new { receivedAt = time.GetUtcNow(), name, email, text });
            stream.WriteByte((byte)'\n');
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
