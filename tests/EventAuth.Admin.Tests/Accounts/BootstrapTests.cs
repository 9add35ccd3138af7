using System.Net;
using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.Accounts;

public class BootstrapTests
{
    private const string OtherKey = "another-api-key-of-the-tests-0123456789";

    private static readonly string[] Administrator = [$"--Bootstrap:AdminEmail={RunningProgram.AdminEmail}", $"--Bootstrap:AdminPassword={RunningProgram.AdminPassword}"];

    [Fact]
    public async Task Settings_EmailAndPassword_MakeTheAdministratorAndNoLink()
    {
        await using var program = await RunningProgram.StartAsync(Administrator);
        using var browser = program.NewBrowser();

        Assert.DoesNotContain("/setup", program.Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword)).StatusCode);
    }

    [Fact]
    public async Task Settings_ApiKeyAlone_MakesTheKeyAndStillTheLink()
    {
        await using var program = await RunningProgram.StartAsync($"--Bootstrap:ApiKey={RunningProgram.ApiKey}");
        using var api = program.NewApiClient();

        Assert.Contains("/setup", program.Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("policy")).StatusCode);
    }

    [Fact]
    public async Task Settings_AnotherApiKeyWhileThereIsNoUser_TakesThePlaceOfTheFirst()
    {
        using var folder = new TemporaryFolder();
        await using (await RunningProgram.StartAsync(folder, time: null, $"--Bootstrap:ApiKey={OtherKey}"))
        {
        }

        await using var program = await RunningProgram.StartAsync(folder, time: null, $"--Bootstrap:ApiKey={RunningProgram.ApiKey}");
        using var api = program.NewApiClient();
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("policy")).StatusCode);

        api.DefaultRequestHeaders.Authorization = new("Bearer", OtherKey);
        Assert.Equal(HttpStatusCode.Unauthorized, (await api.GetAsync("policy")).StatusCode);
    }

    [Fact]
    public async Task Settings_WhileThereIsAUser_AreIgnoredWithALineThatSaysSo()
    {
        using var folder = new TemporaryFolder();
        await using (await RunningProgram.StartAsync(folder, time: null, Administrator))
        {
        }

        await using var program = await RunningProgram.StartAsync(
            folder, time: null, "--Bootstrap:AdminEmail=second@shop.example", "--Bootstrap:AdminPassword=another password", $"--Bootstrap:ApiKey={RunningProgram.ApiKey}");
        using var browser = program.NewBrowser();
        using var api = program.NewApiClient();

        Assert.Contains("Remove them from the settings", program.Log.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignInAsync("second@shop.example", "another password")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await api.GetAsync("policy")).StatusCode);
    }

    [Fact]
    public async Task Secrets_OfTheSettings_AreNeverLogged()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        using var browser = program.NewBrowser();
        using var api = program.NewApiClient();
        await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword);
        await api.GetAsync("policy");

        Assert.DoesNotContain(RunningProgram.AdminPassword, program.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(RunningProgram.ApiKey, program.Log.Text, StringComparison.Ordinal);
    }
}
