namespace EventAuth.Admin.Demo.Shop;

/// <summary>Somebody who visits a site of the shop. Made up.</summary>
/// <param name="Uuid">Their browser.</param>
/// <param name="Site">The site they visit.</param>
/// <param name="FirstName">A name.</param>
/// <param name="City">A place.</param>
/// <param name="Email">With which they have an account, or null.</param>
/// <param name="CustomId">By which the shop's backend knows them; set exactly when the e-mail is.</param>
internal sealed record DemoCustomer(string Uuid, DemoSite Site, string FirstName, string City, string? Email, string? CustomId)
{
    /// <summary>Whether the shop's backend knows them and can sign for them.</summary>
    public bool HasAccount => CustomId is not null;
}
