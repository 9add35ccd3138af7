using System.Text.Json.Serialization;
using EventAuth.Core.Rules;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>How two policies differ: what was changed, and every difference in effect.</summary>
/// <param name="before">The policy that is compared with.</param>
/// <param name="from">Its version.</param>
/// <param name="after">The other one.</param>
/// <param name="to">Its version; null for a draft.</param>
internal sealed class DifferenceAnswer(EventPolicy before, int from, EventPolicy after, int? to)
{
    private readonly PolicyEffects _effects = new(before, after);

    public int From { get; init; } = from;
    [JsonIgnore(Condition = WhenWritingNull)] public int? To { get; init; } = to;

    /// <summary>What was added to each list and removed from it.</summary>
    public IReadOnlyDictionary<string, ListDifferenceAnswer> Lists { get; init; } = EventPolicy.Kinds.ToDictionary(
        kind => kind.ToMemberName(), kind => new ListDifferenceAnswer(before[kind], after[kind]));
    [JsonIgnore(Condition = WhenWritingNull)]
    public ValueDifferenceAnswer? Mode { get; init; } = ValueDifferenceAnswer.Of(before.Mode.ToCode(), after.Mode.ToCode());
    [JsonIgnore(Condition = WhenWritingNull)]
    public ValueDifferenceAnswer? OtherEvents { get; init; } =
        ValueDifferenceAnswer.Of(before.OtherEvents.ToCode(), after.OtherEvents.ToCode());

    /// <summary>The ids of the certificates, if they differ.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public ValueDifferenceAnswer? Certificates { get; init; } = ValueDifferenceAnswer.Of(before.Certificate?.Id, after.Certificate?.Id);

    /// <summary>Every difference in effect, over all names that exist or may come.</summary>
    public IReadOnlyList<EffectAnswer> Effects => [.. _effects.All.Select(effect => new EffectAnswer(effect))];

    /// <summary>Whether something that was rejected is accepted, or may newly change data.</summary>
    public bool Opens => _effects.Opens;

    /// <summary>Whether something that was accepted is rejected, or may no longer change data.</summary>
    public bool Closes => _effects.Closes;

    /// <summary>For a draft: whether each guarantee holds.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public IReadOnlyList<ProvenGuaranteeAnswer>? Guarantees { get; init; }
}

/// <summary>What was added to a list and removed from it.</summary>
internal sealed class ListDifferenceAnswer(ImmutableSortedSet<EventName> before, ImmutableSortedSet<EventName> after)
{
    public IReadOnlyList<string> Added { get; init; } = [.. after.Except(before).Select(name => name.Value)];
    public IReadOnlyList<string> Removed { get; init; } = [.. before.Except(after).Select(name => name.Value)];
}

/// <summary>A value before and after.</summary>
internal sealed record ValueDifferenceAnswer(string? From, string? To)
{
    public static ValueDifferenceAnswer? Of(string? from, string? to) => from == to ? null : new(from, to);
}

/// <summary>Events from one kind of customer that are decided differently.</summary>
internal sealed class EffectAnswer(PolicyEffect effect)
{
    [JsonIgnore(Condition = WhenWritingNull)]
    public IReadOnlyList<string>? Events { get; init; } = effect.IsOfOthers ? null : [.. effect.Events.Select(name => name.Value)];

    /// <summary>True for all events that are on no list of either policy.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public bool? Others { get; init; } = effect.IsOfOthers ? true : null;

    /// <summary><c>anonymous</c> or <c>known</c>, both without a token, or <c>authenticated</c>.</summary>
    public string Customer { get; init; } = effect.Customer.ToCode();
    public OutcomeAnswer From { get; init; } = new(effect.From);
    public OutcomeAnswer To { get; init; } = new(effect.To);
}

/// <summary>How an event is decided.</summary>
internal sealed class OutcomeAnswer(Decision decision)
{
    public string Outcome { get; init; } = DecisionOutcome.Of(decision.Accepted);
    public string Code { get; init; } = decision.Reason.ToCode();
    public bool MayChangeData { get; init; } = decision.MayChangeData;

    /// <summary>In Monitor mode: the code that enforcing would reject it with.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? Monitored { get; init; } = decision.Reason.Monitored()?.ToCode();
}

/// <summary>A guarantee that would be broken, with an event that shows it.</summary>
internal sealed class BrokenGuaranteeAnswer(BrokenGuarantee broken)
{
    public string Id { get; init; } = broken.Guarantee.Id;
    public CounterexampleAnswer Counterexample { get; init; } = new(broken);
}

/// <summary>Whether a guarantee holds.</summary>
internal sealed class ProvenGuaranteeAnswer(Guarantee guarantee, BrokenGuarantee? broken)
{
    public string Id { get; init; } = guarantee.Id;
    public bool Holds { get; init; } = broken is null;
    [JsonIgnore(Condition = WhenWritingNull)]
    public CounterexampleAnswer? Counterexample { get; init; } = broken is null ? null : new CounterexampleAnswer(broken);
}

/// <summary>An event that breaks a guarantee: it need not have been sent yet.</summary>
internal sealed class CounterexampleAnswer(BrokenGuarantee broken)
{
    public string Action { get; init; } = broken.Action.Value;
    public string Customer { get; init; } = broken.Customer.ToCode();
    public string Outcome { get; init; } = DecisionOutcome.Of(broken.Decision.Accepted);
    public string Code { get; init; } = broken.Decision.Reason.ToCode();
}
