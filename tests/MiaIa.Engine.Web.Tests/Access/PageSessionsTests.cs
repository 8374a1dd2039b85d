using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using Microsoft.Extensions.Time.Testing;

namespace MiaIa.Engine.Web.Tests.Access;

public sealed class PageSessionsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 27, 14, 0, 0, TimeSpan.Zero));

    [TestCase(AccessRole.Watch)]
    [TestCase(AccessRole.Operate)]
    public void A_key_proves_the_role_of_its_invitation_for_thirty_days(AccessRole role)
    {
        var sessions = new PageSessions(TestAccess.Tokens, _time);
        Assert.That(sessions.TryEnter(sessions.Invite(role), out var key), Is.True);
        Assert.That(sessions.RoleOf($"Bearer {key}"), Is.EqualTo(role));
        _time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.That(sessions.RoleOf($"Bearer {key}"), Is.EqualTo(role));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(sessions.RoleOf($"Bearer {key}"), Is.Null);
    }

    [Test]
    public void An_engine_that_was_started_anew_knows_the_key_and_one_with_other_tokens_does_not()
    {
        var before = new PageSessions(TestAccess.Tokens, _time);
        Assert.That(before.TryEnter(before.Invite(AccessRole.Operate), out var key), Is.True);
        Assert.That(new PageSessions(TestAccess.Tokens, _time).RoleOf($"Bearer {key}"), Is.EqualTo(AccessRole.Operate));
        using var folder = new TemporaryFolder();
        Assert.That(new PageSessions(AccessTokens.OpenOrCreate(folder.File("others")), _time).RoleOf($"Bearer {key}"), Is.Null);
    }

    [Test]
    public void No_changed_character_of_a_key_goes_unnoticed()
    {
        var sessions = new PageSessions(TestAccess.Tokens, _time);
        Assert.That(sessions.TryEnter(sessions.Invite(AccessRole.Operate), out var key), Is.True);
        for (var i = 0; i < key!.Length; i++)
        {
            var changed = $"{key[..i]}{(key[i] == '1' ? '2' : '1')}{key[(i + 1)..]}";
            Assert.That(sessions.RoleOf($"Bearer {changed}"), Is.Null, $"character {i}");
        }
    }

    [Test]
    public void An_invitation_waits_a_minute_and_no_longer()
    {
        var sessions = new PageSessions(TestAccess.Tokens, _time);
        var (early, late) = (sessions.Invite(AccessRole.Watch), sessions.Invite(AccessRole.Watch));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.That(sessions.TryEnter(early, out _), Is.True);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(sessions.TryEnter(late, out _), Is.False);
    }

    [Test]
    public void Of_many_unused_invitations_the_oldest_goes()
    {
        var sessions = new PageSessions(TestAccess.Tokens, _time);
        var invitations = Enumerable.Range(0, 17).Select(_ => sessions.Invite(AccessRole.Watch)).ToArray();
        Assert.That(sessions.TryEnter(invitations[0], out _), Is.False);
        Assert.That(invitations.Skip(1).All(invitation => sessions.TryEnter(invitation, out _)), Is.True);
    }
}
