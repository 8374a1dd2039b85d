using System.Text;
using System.Text.RegularExpressions;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Hosting.Tests.Credentials;

public sealed class AccessTokensTests
{
    private static readonly string Digits = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

    private DirectoryInfo _parent = null!;

    private string Folder => Path.Combine(_parent.FullName, "tokens");

    [SetUp]
    public void MakeFolder() => _parent = Directory.CreateTempSubdirectory("miaia-tokens-");

    [TearDown]
    public void RemoveFolder() => _parent.Delete(recursive: true);

    [Test]
    public void Makes_both_files_for_their_owner_only()
    {
        AccessTokens.OpenOrCreate(Folder);
        if (OperatingSystem.IsWindows())
            return;
        foreach (var role in Enum.GetValues<AccessRole>())
        {
            Assert.That(
                File.GetUnixFileMode(AccessTokens.FileOf(Folder, role)),
                Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite),
                $"{role}"
            );
        }

        Assert.That(
            new DirectoryInfo(Folder).UnixFileMode,
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
        );
    }

    [Test]
    public void Keeps_a_token_from_start_to_start_and_gives_each_role_its_own()
    {
        var first = AccessTokens.OpenOrCreate(Folder);
        var second = AccessTokens.OpenOrCreate(Folder);
        Assert.Multiple(() =>
        {
            Assert.That(second[AccessRole.Operate].HeaderValue, Is.EqualTo(first[AccessRole.Operate].HeaderValue));
            Assert.That(AccessTokens.Open(Folder, AccessRole.Watch).HeaderValue, Is.EqualTo(first[AccessRole.Watch].HeaderValue));
            Assert.That(first[AccessRole.Watch].HeaderValue, Is.Not.EqualTo(first[AccessRole.Operate].HeaderValue));
        });
    }

    [Test]
    public void A_file_that_is_replaced_counts_at_once_and_the_old_token_no_more()
    {
        var tokens = AccessTokens.OpenOrCreate(Folder);
        var old = tokens[AccessRole.Operate].HeaderValue;
        Replace(AccessRole.Operate);
        var now = AccessTokens.Open(Folder, AccessRole.Operate).HeaderValue;
        Assert.That(now, Is.Not.EqualTo(old));
        Assert.That(tokens.RoleOf(old), Is.Null);
        Assert.That(tokens.RoleOf(now), Is.EqualTo(AccessRole.Operate));
        Assert.That(tokens[AccessRole.Operate].HeaderValue, Is.EqualTo(now));
    }

    [Test]
    public void While_a_file_is_away_or_damaged_the_token_that_is_known_counts()
    {
        var tokens = AccessTokens.OpenOrCreate(Folder);
        var known = tokens[AccessRole.Operate].HeaderValue;
        var file = AccessTokens.FileOf(Folder, AccessRole.Operate);
        File.Delete(file);
        Assert.That(tokens.RoleOf(known), Is.EqualTo(AccessRole.Operate));
        Replace(AccessRole.Operate);
        File.WriteAllText(file, "half of it");
        Assert.That(tokens.RoleOf(known), Is.EqualTo(AccessRole.Operate));
        Replace(AccessRole.Operate);
        Assert.That(tokens.RoleOf(known), Is.Null);
    }

    private void Replace(AccessRole role)
    {
        var elsewhere = Path.Combine(_parent.FullName, "elsewhere");
        AccessTokens.OpenOrCreate(elsewhere);
        File.Move(AccessTokens.FileOf(elsewhere, role), AccessTokens.FileOf(Folder, role), overwrite: true);
    }

    [Test, Repeat(50)]
    public void All_that_start_at_once_hold_the_same_token()
    {
        using var start = new Barrier(8);
        var held = new string[8];
        var threads = Enumerable
            .Range(0, held.Length)
            .Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                held[i] = AccessTokens.OpenOrCreate(Folder)[AccessRole.Operate].HeaderValue;
            }))
            .ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.Multiple(() =>
        {
            Assert.That(held.Distinct().ToArray(), Has.Length.EqualTo(1));
            Assert.That(Directory.GetFiles(Folder, "*.token"), Has.Length.EqualTo(2));
            Assert.That(Directory.GetFiles(Folder), Has.Length.EqualTo(3), "beside the tokens only their lock is left behind");
        });
    }

    // What the study calls damaged must not serve engine and bridge, or the study stays out alone: its test reads the same table.
    [TestCaseSource(nameof(TokenFiles))]
    public void Takes_what_the_study_takes(string content, bool isTaken)
    {
        var bytes = BytesOf(content);
        // What is made is its owner's, and stays so.
        var file = AccessTokens.FileOf(Folder, AccessRole.Operate);
        AccessTokens.OpenOrCreate(Folder);
        File.WriteAllBytes(file, bytes);
        if (isTaken)
            Assert.That(AccessTokens.Open(Folder, AccessRole.Operate).HeaderValue, Is.EqualTo("Bearer " + Digits));
        else
            Assert.That(() => AccessTokens.Open(Folder, AccessRole.Operate), Throws.TypeOf<CredentialsException>());
    }

    [Test]
    public void The_table_has_files_of_both_kinds() =>
        Assert.That(TokenFiles().Select(line => (bool)line.Arguments[1]!).Distinct().Count(), Is.EqualTo(2));

    [Test]
    public void A_folder_in_the_place_of_a_token_is_named_as_such()
    {
        Directory.CreateDirectory(AccessTokens.FileOf(Folder, AccessRole.Operate));
        Assert.That(() => AccessTokens.OpenOrCreate(Folder), Throws.TypeOf<CredentialsException>().With.Message.Contains("is a folder"));
        Assert.That(
            () => AccessTokens.Open(Folder, AccessRole.Operate),
            Throws.TypeOf<CredentialsException>().With.Message.Contains("is a folder")
        );
    }

    [Test]
    public void Refuses_a_file_that_others_can_read()
    {
        if (OperatingSystem.IsWindows())
            return;
        AccessTokens.OpenOrCreate(Folder);
        var file = AccessTokens.FileOf(Folder, AccessRole.Operate);
        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.GroupRead);
        Assert.That(() => AccessTokens.OpenOrCreate(Folder), Throws.TypeOf<CredentialsException>().With.Message.Contains(file));
    }

    [TestCase("")]
    [TestCase("abc")]
    [TestCase("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeG")]
    [TestCase("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0")]
    public void Refuses_a_damaged_file_and_leaves_it(string text)
    {
        AccessTokens.OpenOrCreate(Folder);
        var file = AccessTokens.FileOf(Folder, AccessRole.Watch);
        File.WriteAllText(file, text);
        Assert.Multiple(() =>
        {
            Assert.That(() => AccessTokens.OpenOrCreate(Folder), Throws.TypeOf<CredentialsException>().With.Message.Contains(file));
            Assert.That(File.ReadAllText(file), Is.EqualTo(text));
        });
    }

    [Test]
    public void A_client_makes_no_token_and_says_what_is_missing() =>
        Assert.Multiple(() =>
        {
            Assert.That(
                () => AccessTokens.Open(Folder, AccessRole.Watch),
                Throws.TypeOf<CredentialsException>().With.Message.Contains("watch.token")
            );
            Assert.That(Directory.Exists(Folder), Is.False);
        });

    [Test]
    public void Says_what_cannot_be_made()
    {
        File.WriteAllText(Folder, "a file where the folder should be");
        Assert.That(() => AccessTokens.OpenOrCreate(Folder), Throws.TypeOf<CredentialsException>().With.Message.Contains("cannot be made"));
    }

    [Test]
    public void Knows_a_role_by_its_whole_header_only()
    {
        var tokens = AccessTokens.OpenOrCreate(Folder);
        var operate = tokens[AccessRole.Operate].HeaderValue;
        Assert.Multiple(() =>
        {
            Assert.That(tokens.RoleOf(operate), Is.EqualTo(AccessRole.Operate));
            Assert.That(tokens.RoleOf(tokens[AccessRole.Watch].HeaderValue), Is.EqualTo(AccessRole.Watch));
            string?[] none = [null, "", "Bearer ", operate[..^1], operate + "0", operate["Bearer ".Length..], "Basic" + operate[6..]];
            Assert.That(none.Select(tokens.RoleOf), Is.All.Null);
        });
    }

    [Test]
    public void A_token_does_not_print_itself()
    {
        var token = AccessToken.CreateRandom();
        Assert.That(token.HeaderValue, Does.Not.Contain(token.ToString()));
        Assert.That(token.ToString(), Has.Length.LessThan(10));
    }

    private static IEnumerable<TestCaseData> TokenFiles()
    {
        using var table = new StreamReader(typeof(AccessTokensTests).Assembly.GetManifestResourceStream("token-files.txt")!);
        while (table.ReadLine() is { } line)
        {
            var parts = line.Split(' ', 2);
            if (line.Length > 0 && parts[0] != "#")
                yield return new TestCaseData(parts[1], parts[0] == "taken").SetArgDisplayNames($"{parts[0]}: {parts[1]}");
        }
    }

    // As the head of the table says.
    private static byte[] BytesOf(string content)
    {
        var text = content
            .Replace("DIGITS", Digits, StringComparison.Ordinal)
            .Replace("SHORT", Digits[..63], StringComparison.Ordinal)
            .Replace("EMPTY", "", StringComparison.Ordinal)
            .Replace("CAPITALS", Digits.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace(@"\n", "\n", StringComparison.Ordinal)
            .Replace(@"\r", "\r", StringComparison.Ordinal);
        // A byte a character.
        return Encoding.Latin1.GetBytes(
            Regex.Replace(text, @"\\x([0-9A-F]{2})", found => $"{(char)Convert.ToByte(found.Groups[1].Value, 16)}")
        );
    }
}
