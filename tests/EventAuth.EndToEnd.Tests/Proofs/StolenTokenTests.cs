using System.Globalization;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;
using Xunit.Abstractions;

namespace EventAuth.EndToEnd.Tests.Proofs;

/// <summary>With <c>Tokens:ProofOfPossession=Required</c> a stolen token is accepted 0 times in 10,000 tries of every kind.</summary>
public sealed class StolenTokenTests(StolenTokenTests.ProvingProgram shared, ITestOutputHelper output)
    : IClassFixture<StolenTokenTests.ProvingProgram>
{
    private const int Tries = 10_000;
    private const int AtOnce = 32;

    [Fact]
    public async Task Customer_EachRequestWithItsProof_IsAccepted()
    {
        using var key = BrowserKey.Create();
        using var requests = new ProofThief(key, shared.Program.IngestListener);

        (await requests.Customer().SendAsync(shared.Ingest)).Expect(202);
        (await requests.Customer().SendAsync(shared.Ingest)).Expect(202);
        var batch = key.Prove(requests.Token, new Uri(shared.Program.IngestListener, IngestClient.Batch).AbsoluteUri);
        (await new ProofTry("DPoP " + requests.Token, batch).SendAsync(shared.Ingest, IngestClient.Batch)).Expect(202);
        (await new ProofTry("DPoP " + requests.Token, batch).SendAsync(shared.Ingest, IngestClient.Batch)).ExpectProblem(401, "invalid_token");
        (await shared.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } })).Expect(202);
    }

    [Fact]
    public async Task Thief_TenThousandTriesOfEveryKind_NoneIsAccepted()
    {
        using var key = BrowserKey.Create();
        using var thief = new ProofThief(key, shared.Program.IngestListener);
        (await new ProofTry("DPoP " + thief.Token, thief.Used).SendAsync(shared.Ingest)).Expect(202);
        var before = CountStored();
        var answers = new HashSet<string>();
        foreach (var (kind, make) in thief.Kinds)
        {
            var statuses = await SendAllAsync(make, answers);
            output.WriteLine($"{kind}: {Tries:N0} tries, {statuses.Count(status => status is 202 or 207)} accepted");
            Assert.All(statuses, status => Assert.Equal(401, status));
        }

        // Nobody learns which check failed, and the customer's next request is accepted.
        Assert.Single(answers);
        Assert.Equal(before, CountStored());
        (await thief.Customer().SendAsync(shared.Ingest)).Expect(202);
    }

    [Fact]
    public async Task Proof_SentInParallel_IsAcceptedOnce()
    {
        const int proofs = 200;
        const int copies = 50;
        using var key = BrowserKey.Create();
        using var customer = new ProofThief(key, shared.Program.IngestListener);
        var accepted = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, proofs), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (_, _) =>
        {
            var request = customer.Customer();
            var answers = await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => request.SendAsync(shared.Ingest)));
            Interlocked.Add(ref accepted, answers.Count(answer => answer.Status == 202));
            Assert.Equal(1, answers.Count(answer => answer.Status == 202));
        });
        output.WriteLine($"{proofs} proofs, each sent {copies} times at once: {accepted} accepted");
    }

    [Fact]
    public async Task Proof_AfterTheProgramWasKilled_IsStillUsed()
    {
        using var key = BrowserKey.Create();
        using var thief = new ProofThief(key, shared.Program.IngestListener);
        var stolen = new ProofTry("DPoP " + thief.Token, thief.Used);
        (await stolen.SendAsync(shared.Ingest)).Expect(202);

        await shared.Program.KillAsync();
        await shared.Program.RestartAsync();

        (await stolen.SendAsync(shared.Ingest)).ExpectProblem(401, "invalid_token");
        (await thief.Customer().SendAsync(shared.Ingest)).Expect(202);
    }

    private long CountStored()
    {
        using var connection = shared.Program.Database.Connect();
        using var count = connection.CreateCommand();
        count.CommandText = """SELECT count(*) FROM "Events" WHERE "EventId" IS NOT NULL""";
        return Convert.ToInt64(count.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private async Task<int[]> SendAllAsync(Func<ProofTry> make, HashSet<string> answers)
    {
        var statuses = new int[Tries];
        await Parallel.ForAsync(0, Tries, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            var answer = await make().SendAsync(shared.Ingest);
            statuses[i] = answer.Status;
            lock (answers)
            {
                answers.Add($"{answer.Status} {answer.Header("WWW-Authenticate")} {answer.Text}");
            }
        });
        return statuses;
    }

    /// <summary>A program that requires proofs.</summary>
    public sealed class ProvingProgram : SharedProgram
    {
        protected override ProgramSettings Settings => new()
        {
            OwnProcess = true,
            Further = new Dictionary<string, string>
            {
                ["Tokens:ProofOfPossession"] = "Required",
                ["Tokens:ProofSeconds"] = "300",
                // A hundred thousand requests: what they use is worth to be compiled again.
                ["DOTNET_TC_CallCounting"] = "1",
            },
        };

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        }
    }
}
