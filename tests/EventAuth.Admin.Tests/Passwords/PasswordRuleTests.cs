using System.Text;
using EventAuth.Admin.Passwords;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Storage.Damage;
using EventAuth.Storage.Entities;
using EventAuth.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EventAuth.Admin.Tests.Passwords;

public sealed class PasswordRuleTests
{
    private const string Email = "jana.novakova@blue-shop.example";

    [Theory]
    [InlineData("correct horse")]
    [InlineData("a password of my own")]
    [InlineData("correct horse battery 9 Staple")]
    [InlineData("vase tulip gravel")]
    [InlineData("příliš mnoho koní")]
    [InlineData("XG7!wq-20Lm$z")]
    [InlineData("lowercaseandnothingelse")]
    [InlineData("  blanks  count  ")]
    [InlineData("パスワードではない合言葉だよ")]
    public void Password_LongAndNotKnown_IsTakenWhateverItIsMadeOf(string password) => Assert.Null(PasswordRule.Check(password, Email));

    [Theory]
    [InlineData("aaaaaaaaaaaaaaa")]
    [InlineData("abcabcabcabcabc")]
    [InlineData("monkey7monkey7")]
    [InlineData("gravelgravel")]
    [InlineData("123456789012")]
    [InlineData("210987654321")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("qwertyuiopasdf")]
    [InlineData("poiuytrewqlkjhg")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("!@#$%^&*()12345")]
    [InlineData("password2026")]
    [InlineData("P4$$w0rd-2026!")]
    [InlineData("Welcome to EventAuth")]
    [InlineData("EventAuth.Admin")]
    [InlineData("administrator!!")]
    [InlineData("Summer2026Summer")]
    [InlineData("Jana.Novakova1")]
    [InlineData("novakova-blue-shop")]
    [InlineData("jana.novakova@blue-shop.example1")]
    [InlineData("Correct Horse Battery Staple")]
    [InlineData("To be, or not to be")]
    [InlineData("May the Force be with you!")]
    [InlineData("ｐａｓｓｗｏｒｄ２０２６")]
    public void Password_ThatIsGuessedFirst_IsRefused(string password) =>
        Assert.Contains("too easy to guess", PasswordRule.Check(password, Email), StringComparison.Ordinal);

    [Theory]
    [InlineData(11, "at least 12")]
    [InlineData(12, null)]
    [InlineData(64, null)]
    [InlineData(128, null)]
    [InlineData(129, "at most 128")]
    public void Password_OfALength_IsCountedInCharacters(int length, string? problem)
    {
        // Outside the basic plane: each is two units of UTF-16 and one character.
        var password = string.Concat(Enumerable.Range(0x1F400, length).Select(char.ConvertFromUtf32));

        var found = PasswordRule.Check(password, Email);

        Assert.Equal(problem is null, found is null);
        Assert.Contains(problem ?? "", found ?? "", StringComparison.Ordinal);
    }

    // Other tests use cheap ones.
    [Fact]
    public async Task Hash_OfTheProgram_CostsWhatOwaspAsksFor()
    {
        using var folder = new TemporaryFolder();
        await using var app = Program.Build(RunningProgram.ArgumentsFor(folder), _ => { });

        Assert.InRange(app.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount, 210_000, int.MaxValue);
    }

    [Fact]
    public void Hash_OfTheSameLettersInAnotherForm_IsTheSamePassword()
    {
        var hasher = new NormalizedPasswordHasher(Options.Create(new PasswordHasherOptions { IterationCount = 1 }), new DamagedRows(NullLogger<DamagedRows>.Instance));
        var account = new AdministratorAccount();
        const string password = "žluťoučký kůň";
        var decomposed = password.Normalize(NormalizationForm.FormD);

        Assert.NotEqual(password, decomposed);
        Assert.Equal(PasswordVerificationResult.Success, hasher.VerifyHashedPassword(account, hasher.HashPassword(account, decomposed), password));
        Assert.Equal(PasswordVerificationResult.Failed, hasher.VerifyHashedPassword(account, hasher.HashPassword(account, decomposed), "zlutoucky kun"));
    }
}
