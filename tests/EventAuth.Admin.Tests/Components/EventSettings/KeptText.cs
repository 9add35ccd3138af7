using System.Text;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Tests.Components.EventSettings;

/// <summary>A text that a browser sends as a stream.</summary>
internal sealed class KeptText(string text) : IJSStreamReference
{
    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(text);

    public long Length => _bytes.Length;

    public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512000, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<Stream>(new MemoryStream(_bytes, writable: false));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
