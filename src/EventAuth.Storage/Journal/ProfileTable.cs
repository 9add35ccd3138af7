using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>The rows of profiles as the writer reads and writes them.</summary>
internal sealed class ProfileTable(IJournalConnection connection)
{
    private const string Select =
        """
        SELECT p."Id", p."Uuid", p."Email", p."EmailProven", p."CustomId", p."CustomIdProven", p."Attributes", p."CreatedAt",
            p."Unproven", i."Proven", i."Kind", i."Value"
        FROM "Identifiers" i JOIN "Profiles" p ON p."Id" = i."ProfileId"
        """;

    private readonly IJournalStatement _select = connection.Prepare($"""{Select} WHERE i."Kind" = ?1 AND i."Value" = ?2""");

    private readonly IJournalStatement? _selectMany = connection.PrepareForMany(
        $"""{Select} JOIN unnest(?1, ?2) AS k("Kind", "Value") ON k."Kind" = i."Kind" AND k."Value" = i."Value" """);

    private readonly RowWriter<(ProfileState Profile, string Attributes)> _put = new(
        connection,
        "Profiles",
        key: nameof(ProfileRecord.Id),
        (nameof(ProfileRecord.Id), (row, in p) => row.Bind(p.Profile.Id)),
        (nameof(ProfileRecord.Uuid), (row, in p) => row.Bind(p.Profile.Uuid)),
        (nameof(ProfileRecord.Email), (row, in p) => row.Bind(p.Profile.Email)),
        (nameof(ProfileRecord.EmailProven), (row, in p) => row.Bind(p.Profile.EmailProven)),
        (nameof(ProfileRecord.CustomId), (row, in p) => row.Bind(p.Profile.CustomId)),
        (nameof(ProfileRecord.CustomIdProven), (row, in p) => row.Bind(p.Profile.CustomIdProven)),
        (nameof(ProfileRecord.Attributes), (row, in p) => row.Bind(p.Attributes)),
        (nameof(ProfileRecord.Unproven), (row, in p) => row.Bind(AttributesJson.WriteUnproven(p.Profile.Attributes))),
        (nameof(ProfileRecord.CreatedAt), (row, in p) => row.Bind(p.Profile.CreatedAt)));

    private readonly IJournalStatement _merge =
        connection.Prepare("""UPDATE "Profiles" SET "MergedInto" = ?2 WHERE "Id" = ?1 OR "MergedInto" = ?1""");

    /// <summary>How many characters of customer data were read or written since it was last set.</summary>
    public long Characters { get; set; }

    public long NextProfile() => connection.NextId(JournalTable.Profiles);

    /// <summary>Which profile an identifier belongs to; none by default.</summary>
    /// <param name="known">The profiles that were read, by id. Several identifiers lead to one, and to the same working copy.</param>
    public IdentifierOwner Read(IdentifierKind kind, string value, Dictionary<long, ProfileState> known)
    {
        var row = _select.Bind((long)kind).Bind(value);
        var owner = row.Step() ? new IdentifierOwner(ReadProfile(row, known), row.Flag(9)) : default;
        row.Reset();
        return owner;
    }

    /// <summary>Which profiles identifiers belong to, as <see cref="Read"/> for one.</summary>
    public void ReadMany(
        List<(IdentifierKind Kind, string Value)> keys, Dictionary<(IdentifierKind Kind, string Value), IdentifierOwner> owners,
        Dictionary<long, ProfileState> known)
    {
        if (_selectMany is null || keys.Count < 2)
        {
            keys.ForEach(key => owners[key] = Read(key.Kind, key.Value, known));
            return;
        }

        keys.ForEach(key => owners[key] = default);
        var rows = _selectMany.BindAll([.. keys.Select(key => (long)key.Kind)]).BindAll([.. keys.Select(key => key.Value)]);
        while (rows.Step())
        {
            owners[((IdentifierKind)rows.Integer(10), rows.Text(11))] = new IdentifierOwner(ReadProfile(rows, known), rows.Flag(9));
        }

        rows.Reset();
    }

    /// <summary>Writes a profile, new or changed.</summary>
    public void Put(ProfileState profile)
    {
        var attributes = AttributesJson.Write(profile.Attributes);
        Characters += attributes.Length;
        _put.Write((profile, attributes));
    }

    /// <summary>Merges a profile into another, together with those that were merged into it.</summary>
    public void Merge(long source, long target) => _merge.Bind(source).Bind(target).Run();

    private ProfileState ReadProfile(IJournalStatement row, Dictionary<long, ProfileState> known)
    {
        if (!known.TryGetValue(row.Integer(0), out var profile))
        {
            var attributes = row.Text(6);
            Characters += attributes.Length;
            profile = new ProfileState
            {
                Id = row.Integer(0),
                Uuid = row.Text(1),
                Email = row.TextOrNull(2),
                EmailProven = row.Flag(3),
                CustomId = row.TextOrNull(4),
                CustomIdProven = row.Flag(5),
                Attributes = AttributesJson.Read(attributes, row.TextOrNull(8)),
                CreatedAt = StoredTime.Of(row.Integer(7)),
            };
            known.Add(profile.Id, profile);
        }

        return profile;
    }
}
