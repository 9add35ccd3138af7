using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>Pastes as a person does, by the clipboard and the keyboard; the browser has one clipboard, so one at a time.</summary>
internal static class Clipboard
{
    private static readonly SemaphoreSlim s_turn = new(1);

    /// <summary>Puts a text on the clipboard and presses Control+V in a field.</summary>
    public static async Task PasteAsync(this ILocator field, string text)
    {
        await s_turn.WaitAsync();
        try
        {
            await field.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
            await field.Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
            await Assertions.Expect(field).ToBeEnabledAsync();
            await field.FocusAsync();
            await field.PressAsync("Control+V");
        }
        finally
        {
            s_turn.Release();
        }
    }

    /// <summary>Drops a file on an element.</summary>
    public static async Task DropAsync(this ILocator target, string name, byte[] content)
    {
        var transfer = await target.Page.EvaluateHandleAsync(
            """
            ({ name, base64 }) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name));
              return transfer;
            }
            """,
            new { name, base64 = Convert.ToBase64String(content) });
        await Assertions.Expect(target).ToBeEnabledAsync();
        foreach (var moment in new[] { "dragenter", "dragover", "drop" })
        {
            await target.DispatchEventAsync(moment, new { dataTransfer = transfer });
        }
    }
}
