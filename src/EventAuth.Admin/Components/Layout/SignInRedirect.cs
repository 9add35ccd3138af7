namespace EventAuth.Admin.Components.Layout;

/// <summary>Sends a person who is not signed in to the sign-in page, and from there back to where they wanted to go.</summary>
public sealed class SignInRedirect(NavigationManager navigation) : ComponentBase
{
    protected override void OnInitialized()
    {
        var here = "/" + navigation.ToBaseRelativePath(navigation.Uri);
        navigation.NavigateTo("/sign-in?returnUrl=" + Uri.EscapeDataString(here), forceLoad: true);
    }
}
