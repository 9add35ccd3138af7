using EventAuth.Admin.Components.Applying;
using EventAuth.Core.Rules;
using MudBlazor;

namespace EventAuth.Admin.Components.Guarantees;

/// <summary>The tab "Guarantees": what no change may break, written by choosing and proven for every name.</summary>
public sealed partial class GuaranteesPage
{
    private PolicyRevision _revision = default!;
    private IReadOnlyDictionary<string, BrokenGuarantee> _broken = new Dictionary<string, BrokenGuarantee>();
    private ClaimsPrincipal _person = new();
    private string? _events;
    private GuaranteedCustomer _customer = GuaranteedCustomer.Anonymous;
    private GuaranteedOutcome _expect = GuaranteedOutcome.Rejected;
    private string? _note;
    private string? _problem;

    private bool MayChange => Roles.Reaches(_person, Roles.Editor);

    protected override async Task OnInitializedAsync()
    {
        _person = (await Authentication).User;
        Policies.Changed += OnPolicyChanged;
        Cancellation.Register(() => Policies.Changed -= OnPolicyChanged);
        Follow();
        _events = PreparedEvents;
        _customer = PolicyCodes.TryRead<GuaranteedCustomer>(PreparedCustomer, out var customer) ? customer : _customer;
        _expect = PolicyCodes.TryRead<GuaranteedOutcome>(PreparedExpect, out var expect) ? expect : _expect;
    }

    private void OnPolicyChanged(PolicySnapshot snapshot) => _ = InvokeAsync(() =>
    {
        Follow();
        StateHasChanged();
    });

    private void Follow()
    {
        _revision = Policies.Current.Revision;
        _broken = GuaranteeProof.FindBroken(_revision.Policy).ToDictionary(broken => broken.Guarantee.Id, StringComparer.Ordinal);
    }

    private bool IsNew(Guarantee offer) => _revision.Policy.Guarantees.All(guarantee => guarantee.Id != offer.Id);

    private async Task AddAsync()
    {
        _problem = null;
        if (!EventPattern.TryParse(_events?.Trim(), out var events))
        {
            _problem = $"The events are {EventPattern.Rule}.";
            return;
        }

        // A name for programs that says what it is about, and is not taken.
        var stem = $"{events.Value.Replace("*", "any", StringComparison.Ordinal)}-{_customer.ToCode()}-{_expect.ToCode()}";
        stem = stem[..Math.Min(stem.Length, Guarantee.MaxIdLength - 4)];
        var id = Enumerable.Range(1, Guarantee.MaxCount + 1).Select(number => number == 1 ? stem : $"{stem}-{number}")
            .First(candidate => _revision.Policy.Guarantees.All(guarantee => guarantee.Id != candidate));
        if (await ApplyAsync(new Guarantee(id, events, _customer, _expect, string.IsNullOrWhiteSpace(_note) ? null : _note.Trim())))
        {
            (_events, _note) = (null, null);
        }
    }

    private Task<bool> ApplyAsync(Guarantee added) => AskAsync(
        "Add this guarantee?", added.ToSentence(), [.. _revision.Policy.Guarantees, added], "Add");

    private Task<bool> RemoveAsync(Guarantee removed) => AskAsync(
        "Remove this guarantee?", $"Changes may break it from then on: {removed.ToSentence()}",
        [.. _revision.Policy.Guarantees.Where(guarantee => guarantee.Id != removed.Id)], "Remove");

    private Task<bool> AskAsync(string title, string meaning, ImmutableArray<Guarantee> guarantees, string doIt)
    {
        var change = new PolicyChange { Guarantees = [.. guarantees.Select(GuaranteeDraft.Of)] };
        return ApplyChangeDialog.AskAsync(Dialogs, Snackbars, title, new()
        {
            { dialog => dialog.Choices, [new PolicyChoice("", meaning, change)] },
            { dialog => dialog.Revision, _revision },
            { dialog => dialog.Author, _person },
            { dialog => dialog.DoIt, doIt },
        });
    }
}
