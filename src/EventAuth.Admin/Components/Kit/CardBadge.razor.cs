namespace EventAuth.Admin.Components.Kit;

/// <summary>Says in what state a card is, by a sign and its name.</summary>
public sealed partial class CardBadge
{
    /// <summary>The state it stands for.</summary>
    [Parameter, EditorRequired] public CardState State { get; set; }

    private string Words => State switch
    {
        CardState.NotSet => "Not set",
        CardState.Set => "Set",
        CardState.NeedsAttention => "Needs attention",
    };
}

/// <summary>What a <see cref="CardBadge"/> says of its card.</summary>
public enum CardState
{
    /// <summary>Nothing is set: a grey ring.</summary>
    NotSet,

    /// <summary>It is set, and nothing is wrong with it: a green check.</summary>
    Set,

    /// <summary>It needs attention: a yellow exclamation mark.</summary>
    NeedsAttention,
}
