using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>The dialog "Certificate".</summary>
public sealed class CertificateDialog(IPage page)
{
    public ILocator Root => page.GetByRole(AriaRole.Dialog, new() { Name = "Certificate", Exact = true });

    public ILocator Code => Root.GetByRole(AriaRole.Textbox, new() { Name = "Certificate code", Exact = true });

    public ILocator Apply => Root.GetByRole(AriaRole.Button, new() { Name = "Apply", Exact = true });

    public ILocator Cancel => Root.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true });

    public ILocator Upload => Root.GetByRole(AriaRole.Button, new() { Name = "Upload Certificate", Exact = true });

    public ILocator File => page.GetByLabel("Upload certificate code", new() { Exact = true });

    /// <summary>The name of the file that was read.</summary>
    public ILocator FileName => Root.GetByRole(AriaRole.Status, new() { Name = "File", Exact = true });

    public ILocator Alert => Root.GetByRole(AriaRole.Alert);

    public ILocator Overwrite => page.GetByRole(AriaRole.Dialog, new() { Name = "Overwrite certificate?", Exact = true });

    /// <summary>Chooses a file as a person does.</summary>
    public async Task UploadAsync(string name, byte[] content)
    {
        await Upload.ClickAsync();
        await File.SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
    }
}
