using System.Diagnostics;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Explanations;

/// <summary>One thing that can be done differently, for one event.</summary>
/// <param name="Kind">What.</param>
/// <param name="List">Which list; set only for changes of a list.</param>
public readonly record struct Edit(EditKind Kind, EventListKind? List = null)
{
    /// <summary>Where it is done.</summary>
    public EditPlace Place => Kind switch
    {
        EditKind.AddToList or EditKind.RemoveFromList => EditPlace.Lists,
        EditKind.DefineCertificate => EditPlace.Certificate,
        EditKind.SendToken or EditKind.ReplaceToken or EditKind.RenewToken or EditKind.SendOwnToken or EditKind.DropToken
            or EditKind.IdentifyCustomer or EditKind.CorrectEvent => EditPlace.Request,
    };

    /// <summary>Whether it needs a valid token.</summary>
    public bool SendsToken => Kind is EditKind.SendToken or EditKind.ReplaceToken or EditKind.RenewToken or EditKind.SendOwnToken;

    /// <summary>The situation after it is done.</summary>
    internal Situation Apply(Situation situation) => (Kind, List, situation.Event.Action) switch
    {
        (EditKind.AddToList, { } list, { } action) =>
            situation with { Policy = situation.Policy.With(list, situation.Policy[list].Add(action)) },
        (EditKind.RemoveFromList, { } list, { } action) =>
            situation with { Policy = situation.Policy.With(list, situation.Policy[list].Remove(action)) },
        (EditKind.DefineCertificate, _, _) => situation with { HasCertificate = true },
        _ when SendsToken => With(situation, PresentedToken.Valid),
        (EditKind.DropToken, _, _) => With(situation, PresentedToken.None),
        (EditKind.IdentifyCustomer, _, _) => situation with { Event = situation.Event with { Customer = CustomerState.Known } },
        (EditKind.CorrectEvent, _, _) => situation with { Event = situation.Event with { HasRightForm = true, IsJson = true } },
        _ => throw new UnreachableException("An edit of a list names the list, and its event is known."),
    };

    private static Situation With(Situation situation, PresentedToken token) =>
        situation with { Event = situation.Event with { Token = token } };
}
