namespace EventAuth.Admin.Accounts;

/// <summary>The code of this start's link, held until it was printed; null while there is a user.</summary>
internal sealed class SetupInvitation
{
    public string? Code { get; set; }
}
