using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Enforcement;

/// <summary>The journal of a program whose decider is sabotaged: while it is broken, every event is accepted.</summary>
internal sealed class BrokenJournal(IEventJournal journal, Sabotage sabotage) : IEventJournal
{
    /// <summary>Puts it in front of the real one.</summary>
    public static void Add(IServiceCollection services, Sabotage sabotage)
    {
        var real = services.Last(service => service.ServiceType == typeof(IEventJournal));
        services.AddSingleton<IEventJournal>(provider =>
            new BrokenJournal((IEventJournal)real.ImplementationFactory!(provider), sabotage));
    }

    public async ValueTask<AppendStatus> AppendAsync(JournalAppend append)
    {
        if (sabotage.IsOverloaded)
        {
            return AppendStatus.Overloaded;
        }

        var status = await journal.AppendAsync(append);
        if (sabotage.AcceptsAll)
        {
            append.Receipts.Fill(new JournalReceipt(new Decision(DecisionReason.AnonymousListEmpty, MayChangeData: true), Guid.NewGuid()));
        }

        return status;
    }

    public void Count(DecisionReason reason, EventName? action, string? certificateId, int count) =>
        journal.Count(reason, action, certificateId, count);

    public bool TryRecord(RejectionEntry rejection) => journal.TryRecord(rejection);
}

/// <summary>What is wrong with a program now.</summary>
internal sealed class Sabotage
{
    private volatile bool _acceptsAll;
    private volatile bool _isOverloaded;

    public bool AcceptsAll
    {
        get => _acceptsAll;
        set => _acceptsAll = value;
    }

    public bool IsOverloaded
    {
        get => _isOverloaded;
        set => _isOverloaded = value;
    }
}
