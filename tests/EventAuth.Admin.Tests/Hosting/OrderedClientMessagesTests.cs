using EventAuth.Admin.Connections;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Tests.Hosting;

public sealed class OrderedClientMessagesTests
{
    [Fact]
    public async Task Answer_WhilePageIsAtWork_WaitsForWhatCameBefore()
    {
        var page = Dispatcher.CreateDefault();
        var answers = new OrderedClientMessages();
        await page.InvokeAsync(() => answers.OnCircuitOpenedAsync(circuit: null!, CancellationToken.None));
        using var mayEnd = new ManualResetEventSlim();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<string> order = [];
        var work = Task.Run(() => page.InvokeAsync(() =>
        {
            begun.SetResult();
            mayEnd.Wait();
        }));
        await begun.Task;

        // The framework passes a press to the page, and handles what is rendered at once.
        var press = answers.CreateInboundActivityHandler(_ => page.InvokeAsync(() => order.Add("press")))(null!);
        var drawn = answers.CreateInboundActivityHandler(_ =>
        {
            order.Add("drawn");
            return Task.CompletedTask;
        })(null!);
        order.Add("the work ends");
        mayEnd.Set();
        await Task.WhenAll(work, press, drawn);

        Assert.Equal(["the work ends", "press", "drawn"], order);
    }

    [Fact]
    public async Task Answer_ThatFails_TellsWhoBroughtIt()
    {
        var answers = new OrderedClientMessages();
        await Dispatcher.CreateDefault().InvokeAsync(() => answers.OnCircuitOpenedAsync(circuit: null!, CancellationToken.None));

        var answer = answers.CreateInboundActivityHandler(_ => throw new InvalidOperationException("broken"))(null!);

        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => answer)).Message);
    }
}
