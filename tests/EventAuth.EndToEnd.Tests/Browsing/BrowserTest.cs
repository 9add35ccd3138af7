using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>
/// A test with a program of its own and any number of visitors.
/// It fails when a browser complained or the program logged an error, whatever else the test looks at.
/// </summary>
public abstract class BrowserTest : IAsyncLifetime
{
    private static readonly string[] s_errors = ["fail: ", "crit: ", "Unhandled exception"];

    private readonly List<Visitor> _visitors = [];

    protected AdminProgram Program { get; private set; } = null!;

    /// <summary>With which settings the program starts.</summary>
    protected virtual ProgramSettings Settings => new();

    public async Task InitializeAsync() => Program = await AdminProgram.StartPreparedAsync(Settings);

    /// <summary>A new visitor, not signed in.</summary>
    /// <param name="options">How they look at the console.</param>
    /// <param name="through">The address of the proxy through which they come; null for none.</param>
    protected async Task<Visitor> ComeAsync(VisitorOptions? options = null, Uri? through = null)
    {
        var visitor = await Visitor.ComeAsync(through ?? Program.Admin, options ?? new VisitorOptions());
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>A new visitor on the tab "JS SDK event settings".</summary>
    protected async Task<EventSettingsTab> OpenSettingsAsync() => await (await ComeAsync()).OpenSettingsAsync();

    protected Task DefineCertificateAsync() => Program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);

    public async Task DisposeAsync()
    {
        foreach (var visitor in _visitors)
        {
            await visitor.Context.CloseAsync();
        }

        if (Program is not null)
        {
            await Program.DisposeAsync();
            var log = Program.Output.Text;
            Assert.False(s_errors.Any(error => log.Contains(error, StringComparison.Ordinal)), "The program logged an error:\n" + log);
        }

        var complaints = _visitors.SelectMany(visitor => visitor.Complaints).ToList();
        Assert.True(complaints.Count == 0, "A browser complained:\n" + string.Join('\n', complaints));
    }
}
