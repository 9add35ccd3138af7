using EventAuth.Admin.Api.Answers;
using EventAuth.Core.Catalog;
using EventAuth.Core.Certificates;
using EventAuth.Core.Conformance;
using EventAuth.Core.Decisions;
using EventAuth.Core.Lint;
using EventAuth.Core.Profiles;

namespace EventAuth.Admin.Tests.Api;

/// <summary>The words of the contract that are made from the names of members: renaming one fails here.</summary>
public class ContractWordsTests
{
    [Fact]
    public void Words_OfAnswers_AreThese()
    {
        Assert.Equal("anonymous known authenticated", WordsOf<CustomerState>(value => value.ToSnakeCase()));
        Assert.Equal("standard custom discovered", WordsOf<EventSource>(value => value.ToSnakeCase()));
        Assert.Equal("none token sent_with_token server taken", WordsOf<LinkProof>(value => value.ToSnakeCase()));
        Assert.Equal("info warning error", WordsOf<PolicyFindingSeverity>(value => value.ToSnakeCase()));
    }

    [Fact]
    public void Codes_OfCertificates_AreThese()
    {
        Assert.Equal(
            "empty too_large private_key x509_certificate x509_certificate_unframed x509_certificate_unreadable "
            + "certificate_request pkcs7 pgp_key openssh_public_key openssh_key_body ssh2_public_key "
            + "openssh_key_unreadable token shared_secret fingerprint key_set_address encrypted_file not_rsa rsa_pss "
            + "key_too_short key_too_long even_modulus small_factor prime_modulus power_modulus close_primes roca_key "
            + "bad_exponent several_keys trailing_bytes cut_off not_a_key",
            WordsOf<CertificateProblem>(problem => problem.ToCode()));
        Assert.Equal(
            "byte_order_mark_removed line_breaks_removed written_line_breaks_removed blanks_removed dashes_restored "
            + "quote_marks_removed codes_decoded taken_out_of_string base64_unwrapped base64url_restored "
            + "plus_signs_restored label_corrected header_added converted_from_pkcs1 converted_from_jwk "
            + "converted_from_xml",
            WordsOf<CertificateCorrection>(correction => CertificateCodes.ToCodes([correction]).Single()));
    }

    [Fact]
    public void Codes_OfRequirements_AreThese()
    {
        Assert.Equal(
            "bearer token_alone length parts encoding header_json algorithm type key_id key_source extensions certificate "
            + "signature_length signature payload_json time_format expiry not_expired lifetime not_before issued_at identity "
            + "identifiers issuer audience token_id confirmation not_signed_out personal_data",
            WordsOf<TokenRequirement>(value => value.ToSnakeCase()));
        Assert.Equal("passed advice failed not_checked", WordsOf<RequirementResult>(value => value.ToSnakeCase()));
        Assert.Equal("key_id_missing long_lifetime personal_data_found", WordsOf<TokenAdviceCode>(value => value.ToSnakeCase()));
    }

    private static string WordsOf<T>(Func<T, string> wordOf)
        where T : struct, Enum => string.Join(' ', Enum.GetValues<T>().Select(wordOf));
}
