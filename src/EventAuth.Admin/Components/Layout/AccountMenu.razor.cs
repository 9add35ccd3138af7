using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;

namespace EventAuth.Admin.Components.Layout;

/// <summary>Who is signed in, and what they can do about it: their account, the colours of the console, signing out.</summary>
public sealed partial class AccountMenu
{
    private static readonly (string Choice, string Words, string Icon)[] Choices =
    [
        ("system", "Colours of your system", Icons.Material.Outlined.BrightnessAuto),
        ("light", "Light colours", Icons.Material.Outlined.LightMode),
        ("dark", "Dark colours", Icons.Material.Outlined.DarkMode),
    ];

    private string? _colours;
    private MudMenu? _menu;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _colours = await Script.InvokeAsync<string>("eventAuthColours.get");
            StateHasChanged();
        }
    }

    private Task CloseOnEscapeAsync(KeyboardEventArgs key) =>
        key.Key == "Escape" && _menu is not null ? _menu.CloseMenuAsync() : Task.CompletedTask;

    private async Task ChooseAsync(string choice)
    {
        _colours = choice;
        await Script.InvokeVoidAsync("eventAuthColours.set", choice);
    }

    private async Task SignOutAsync() => await Script.InvokeVoidAsync("eventAuthBrowser.signOut");
}
