namespace EventAuth.Admin.Components.Kit;

/// <summary>Shows the state of a card by a sign and its name.</summary>
public sealed partial class CardBadge
{
    /// <summary>The state it shows.</summary>
    [Parameter, EditorRequired] public CardState State { get; set; }

    private string Words => State switch
    {
        CardState.NotSet => "Not set",
        CardState.Set => "Set",
        CardState.NeedsAttention => "Needs attention",
    };
}

/// <summary>What a <see cref="CardBadge"/> says about its card.</summary>
public enum CardState
{
    /// <summary>Nothing is set: a grey ring.</summary>
    NotSet,

    /// <summary>It is set, and nothing is wrong with it: a green check.</summary>
    Set,

    /// <summary>It needs attention: a yellow exclamation mark.</summary>
    NeedsAttention,
}
