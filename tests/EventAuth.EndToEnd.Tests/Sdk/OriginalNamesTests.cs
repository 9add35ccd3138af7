using System.Text.Json;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;
using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Sdk;

/// <summary>
/// A site that was written for the original SDK, with no other calls than the original's: it works with our script in the place of the
/// original's, and with the setting <c>endpoint</c> added to <c>SR.init</c>.
/// </summary>
public sealed class OriginalNamesTests : BrowserTest
{
    private const string Uuid = "5f0c1a2b-0000-4000-8000-00000000000b";

    // Inline scripts, as such sites have them.
    private static readonly string s_page =
        """
        <!doctype html>
        <html lang="en">
        <head>
          <title>A site of before</title>
          <link rel="icon" href="data:,">
          <script src="INGEST/sdk/eventauth.js"></script>
        </head>
        <body>
          <script>
            SR.init({ trackerKey: '01234567-89ab-cdef-0123-456789abcdef', endpoint: 'INGEST' });
            SR.client.setUuid('UUID');
            SR.event.pageVisit();
            SR.event.trackCustomEvent('lamp.switch', { lamp: 'kitchen', on: true }, 'Switched a lamp');
          </script>
          <form id="newsletter"><input name="mail" value="eva@mail.example"><input name="city" value="Brno"></form>
          <script>
            const data = Object.fromEntries(new FormData(document.getElementById('newsletter')));
            window.signIn = token => {
              SR.client.setAccessToken(token);
              SR.event.sendFormData('newsletter', data, { mail: 'email' });
              return SR.jwt.getAccessToken();
            };
            window.signOut = () => {
              SR.jwt.clearAccessToken();
              SR.event.trackCustomEvent('lamp.switch', { lamp: 'garden' });
              return SR.jwt.getAccessToken() ?? null;
            };
          </script>
        </body>
        </html>
        """;

    [Fact]
    public async Task Site_WithTheOriginalsCallsAlone_Works()
    {
        await DefineCertificateAsync();
        await Program.Api.SetListsAsync(PolicyLists.Initial);
        var html = s_page.Replace("INGEST", Program.IngestListener.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("UUID", Uuid, StringComparison.Ordinal);
        await using var site = await OnePageSite.StartAsync(html);
        var page = (await ComeAsync(through: site.Address)).Page;

        await page.GotoAsync("/lamps");
        var visit = await StoredAsync("page.visit");
        var custom = await StoredAsync("lamp.switch");
        Assert.Equal("Switched a lamp", custom.GetProperty("label").GetString());
        Assert.Equal("kitchen", custom.GetProperty("params").GetProperty("lamp").GetString());
        Assert.Contains("/lamps", visit.GetProperty("params").ToString(), StringComparison.Ordinal);

        var token = SigningKey.Shared.Token(new { uuid = Uuid, email = "eva@mail.example" });
        Assert.Equal(token, await page.EvaluateAsync<string>("token => signIn(token)", token));
        var form = await StoredAsync("form.submit");
        Assert.Equal("listed_with_jwt", form.GetProperty("reason").GetString());
        Assert.Contains("newsletter", form.GetProperty("params").ToString(), StringComparison.Ordinal);
        var profile = await Program.Api.ProfileAsync(Uuid);
        Assert.Equal("eva@mail.example", profile.GetProperty("email").GetString());
        Assert.Equal("Brno", profile.GetProperty("attributes").GetProperty("city").GetString());

        Assert.Null(await page.EvaluateAsync<string?>("() => signOut()"));
        var garden = await StoredAsync("lamp.switch", activity => activity.GetProperty("params").GetProperty("lamp").GetString() == "garden");
        Assert.NotEqual("authenticated", garden.GetProperty("reason").GetString());
    }

    private async Task<JsonElement> StoredAsync(string action, Func<JsonElement, bool>? fits = null)
    {
        JsonElement found = default;
        await Until.TrueAsync(
            async () =>
            {
                if (await Program.Api.FindProfileAsync(Uuid) is null)
                {
                    return false;
                }

                found = (await Program.Api.ActivitiesAsync(Uuid)).FirstOrDefault(
                    activity => activity.GetProperty("action").GetString() == action && (fits?.Invoke(activity) ?? true));
                return found.ValueKind == JsonValueKind.Object;
            },
            () => $"{action} did not arrive.");
        return found;
    }
}
