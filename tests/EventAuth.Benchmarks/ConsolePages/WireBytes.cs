using System.Text.Json;
using Microsoft.Playwright;

namespace EventAuth.Benchmarks.ConsolePages;

/// <summary>
/// What a page loads, by kind, as Chromium counts it: including headers, compressed as received. Sockets are counted in both directions, before compression.
/// </summary>
internal sealed class WireBytes
{
    private static readonly string[] Shown = ["Document", "Script", "Stylesheet", "Font"];

    private readonly Dictionary<string, (string Kind, string Address)> _requests = [];
    private readonly List<(string Kind, string Address, double Bytes)> _loaded = [];
    private double _frames;

    private WireBytes()
    {
    }

    public static string Head { get; } = $"{"document",10}{"scripts",10}{"styles",10}{"fonts",10}{"other",10}{"total",10}{"sockets",10}";

    /// <summary>Everything except the sockets.</summary>
    public double Total => _loaded.Sum(file => file.Bytes);

    /// <summary>The largest files, the largest first.</summary>
    public IEnumerable<(string Address, double Bytes)> Largest =>
        _loaded.OrderByDescending(file => file.Bytes).Select(file => (file.Address, file.Bytes));

    /// <summary>Starts counting what a page loads.</summary>
    public static async Task<WireBytes> CountAsync(IPage page)
    {
        var bytes = new WireBytes();
        var session = await page.Context.NewCDPSessionAsync(page);
        On(session, "Network.responseReceived", told => bytes._requests[told.GetProperty("requestId").GetString()!] =
            (told.GetProperty("type").GetString()!, told.GetProperty("response").GetProperty("url").GetString()!));
        On(session, "Network.loadingFinished", told =>
        {
            if (bytes._requests.TryGetValue(told.GetProperty("requestId").GetString()!, out var request))
            {
                bytes._loaded.Add((request.Kind, request.Address, told.GetProperty("encodedDataLength").GetDouble()));
            }
        });
        On(session, "Network.webSocketFrameReceived", bytes.AddFrame);
        On(session, "Network.webSocketFrameSent", bytes.AddFrame);
        await session.SendAsync("Network.enable");
        return bytes;
    }

    /// <summary>A row below <see cref="Head"/>, in thousands of bytes.</summary>
    public override string ToString() => string.Concat(
        Shown.Select(kind => Sum(file => file.Kind == kind)).Append(Sum(file => !Shown.Contains(file.Kind))).Append(Total).Append(_frames)
            .Select(bytes => FormattableString.Invariant($"{bytes / 1_000,10:F1}")));

    private double Sum(Func<(string Kind, string Address, double Bytes), bool> fits) => _loaded.Where(fits).Sum(file => file.Bytes);

    private static void On(ICDPSession session, string name, Action<JsonElement> told) =>
        session.Event(name).OnEvent += (_, data) => told(data!.Value);

    // Frames that are not text are reported in base64.
    private void AddFrame(JsonElement told)
    {
        var frame = told.GetProperty("response");
        var length = frame.GetProperty("payloadData").GetString()!.Length;
        _frames += frame.GetProperty("opcode").GetDouble() == 1 ? length : length * 3 / 4;
    }
}
