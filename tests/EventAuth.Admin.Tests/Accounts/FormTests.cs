using System.Net;
using EventAuth.Admin.Tests.Hosting;

namespace EventAuth.Admin.Tests.Accounts;

public class FormTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Theory]
    [InlineData("/sign-in", false)]
    [InlineData("/sign-in", true)]
    [InlineData("/sign-out", true)]
    [InlineData("/setup", true)]
    [InlineData("/sign-in/code", true)]
    [InlineData("/invitation", true)]
    [InlineData("/recovery", true)]
    public async Task Form_LargerThanOneCanBe_IsRefusedWhileItIsRead(string path, bool chunked)
    {
        using var browser = shared.Program.NewBrowser();
        browser.DefaultRequestHeaders.TransferEncodingChunked = chunked;
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("password", new string('x', 20_000))]);

        using var answer = await browser.PostAsync(path, form);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        // It is the result of an exception, which removes the headers that were set before.
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }
}
