using System.Text.Json;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Sdk.Shops;
using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Sdk.Chaos;

/// <summary>Somebody in the shop, with their own browser and several tabs.</summary>
internal sealed class ChaosVisitor : IAsyncDisposable
{
    // The shop tells every verdict to its own pages by an event of the document. A page that ends in this moment tells nobody: it leaves a note.
    private const string Listen =
        """
        document.addEventListener('eventauth', ({ detail }) => {
          const number = detail.event.params?.number;
          if (detail.kind !== 'rejected' || !number) return;
          localStorage.setItem(`rejected ${number}`, detail.code);
          noteRejection(`${number} ${detail.code}`);
        });
        """;

    // Twice: what was tracked while a write was on its way is written after it.
    private const string Saved =
        """
        async () => {
          const database = await new Promise((resolve, reject) => {
            const open = indexedDB.open('eventauth');
            open.onsuccess = () => resolve(open.result);
            open.onerror = reject;
          });
          for (let round = 0; round < 2; round++) {
            await new Promise(resolve => {
              const transaction = database.transaction('events', 'readwrite');
              transaction.oncomplete = resolve;
              transaction.objectStore('events').count();
            });
          }
          database.close();
        }
        """;

    private const string ReadNotes =
        "() => Object.entries(localStorage).map(([name, code]) => `${name} ${code}`).filter(note => note.startsWith('rejected '))";

    private const string Track =
        """
        events => {
          for (const [action, label, number] of events) SR.event.trackCustomEvent(action, { number }, label ?? undefined);
          return SR.getState().storage ?? 'not open yet';
        }
        """;

    private readonly ChaosLedger _ledger;
    private readonly IBrowserContext _context;

    private ChaosVisitor(ChaosLedger ledger, IBrowserContext context, IReadOnlyList<EventKind> kinds) =>
        (_ledger, _context, Kinds) = (ledger, context, kinds);

    /// <summary>What they send.</summary>
    public IReadOnlyList<EventKind> Kinds { get; }

    public static async Task<ChaosVisitor> ComeAsync(ShopProgram shop, ChaosLedger ledger, IReadOnlyList<EventKind> kinds)
    {
        var browser = await Chromium.BrowserAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = shop.Address.ToString() });
        await context.ExposeFunctionAsync("noteRejection", (string report) => Reject(ledger, report));
        context.RequestFinished += (_, request) => Count(request.Url, "/token", ledger.CountToken);
        context.RequestFailed += (_, request) => Count(request.Url, "/v4/events/batch", ledger.CountUnanswered);
        await context.AddInitScriptAsync(Listen);
        return new ChaosVisitor(ledger, context, kinds);
    }

    /// <summary>Signs in at the shop.</summary>
    public async Task SignInAsync(string name)
    {
        var tab = await OpenAsync("/sign-in");
        await ShopPages.SignInAsync(tab, name);
        await tab.CloseAsync();
    }

    /// <summary>Opens a tab of the shop, again and again until the SDK is there: while the network is cut, it may be in no cache.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        var tab = await _context.NewPageAsync();
        await GoAsync(tab, path);
        return tab;
    }

    /// <summary>Goes to another page in a tab.</summary>
    public static async Task GoAsync(IPage tab, string path)
    {
        using var tries = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (true)
        {
            try
            {
                await tab.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded, Timeout = 20_000 });
                await ShopPages.ReadyAsync(tab);
                if (await tab.EvaluateAsync<bool>("() => typeof SR !== 'undefined'"))
                {
                    return;
                }
            }
            catch (TimeoutException)
            {
                // The script of the SDK hangs in the silent network.
            }

            await tries.WaitForNextTickAsync();
        }
    }

    /// <summary>Passes events to the SDK in a tab; when this returns, the page was told of no failure.</summary>
    public async Task<IReadOnlyList<TrackedEvent>> TrackAsync(IPage tab, int count)
    {
        var events = _ledger.Take(Kinds, count);
        var storage = await tab.EvaluateAsync<string>(Track, events.Select(each => new object?[] { each.Kind.Action, each.Kind.Label, each.Number }).ToArray());
        foreach (var tracked in events)
        {
            tracked.Circumstances = storage;
        }

        _ledger.Add(events);
        return events;
    }

    /// <summary>Waits until what the SDK has begun to write is in the browser's database: its transactions are done in order.</summary>
    public static Task SavedAsync(IPage tab) => tab.EvaluateAsync(Saved);

    /// <summary>Reads what pages that are gone were told.</summary>
    public async Task ReadNotesAsync(IPage tab)
    {
        foreach (var note in await tab.EvaluateAsync<string[]>(ReadNotes))
        {
            Reject(_ledger, note["rejected ".Length..]);
        }
    }

    private static void Reject(ChaosLedger ledger, string report)
    {
        var words = report.Split(' ');
        ledger.Reject(JsonSerializer.Deserialize<long>(words[0]), words[1]);
    }

    private static void Count(string url, string path, Action count)
    {
        if (new Uri(url).AbsolutePath == path)
        {
            count();
        }
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
