using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>
/// A test with its own program, or with one that its class shares, and any number of visitors.
/// It fails if a browser reported a problem or the program logged an error, whatever else the test checks.
/// </summary>
/// <param name="shared">The program of the class; null for its own.</param>
public abstract class BrowserTest(SharedProgram? shared = null) : IAsyncLifetime
{
    private static readonly string[] s_errors = ["fail: ", "crit: ", "Unhandled exception"];

    private readonly List<Visitor> _visitors = [];

    protected AdminProgram Program { get; private set; } = null!;

    /// <summary>The settings with which its own program starts.</summary>
    protected virtual ProgramSettings Settings => new();

    public virtual async Task InitializeAsync() => Program = shared?.Program ?? await AdminProgram.StartPreparedAsync(Settings);

    /// <summary>A new visitor, not signed in.</summary>
    /// <param name="options">How they look at the console.</param>
    /// <param name="through">The address of the proxy through which they come; null for none.</param>
    protected async Task<Visitor> ComeAsync(VisitorOptions? options = null, Uri? through = null)
    {
        // One visitor of a test may use the sign-in of an earlier test; each further one has their own sign-in.
        var program = _visitors.Count == 0 ? shared : null;
        var visitor = await Visitor.ComeAsync(through ?? Program.Admin, options ?? new VisitorOptions(), program);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>A new visitor on the tab "JS SDK event settings".</summary>
    protected async Task<EventSettingsTab> OpenSettingsAsync() => await (await ComeAsync()).OpenSettingsAsync();

    protected Task DefineCertificateAsync() => Program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);

    public virtual async Task DisposeAsync()
    {
        foreach (var visitor in _visitors)
        {
            await visitor.Context.CloseAsync();
        }

        if (Program is not null)
        {
            if (shared is null)
            {
                await Program.DisposeAsync();
            }

            // Errors of a shared program that another test reported are not reported again.
            var errors = CountErrors();
            var told = shared?.ErrorsTold ?? 0;
            if (shared is not null)
            {
                shared.ErrorsTold = errors;
            }

            Assert.True(errors == told, "The program logged an error:\n" + Program.Output.Text);
        }

        var complaints = _visitors.SelectMany(visitor => visitor.Complaints).ToList();
        Assert.True(complaints.Count == 0, "A browser complained:\n" + string.Join('\n', complaints));
    }

    private int CountErrors() =>
        Program.Output.Text.Split('\n').Count(line => s_errors.Any(error => line.Contains(error, StringComparison.Ordinal)));
}
