using Grpc.Core;
using MiaIa.Cli.Engine;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Engine;

public sealed class EngineAnswersTests
{
    private static readonly Uri Address = new("http://127.0.0.1:5201/");

    [TestCase(true, false, 1)]
    [TestCase(false, true, 1)]
    [TestCase(false, false, 0)]
    public void A_resume_after_which_no_entry_passes_is_no_success(bool isHalted, bool isReducing, int code) =>
        Assert.That(EngineAnswers.ExitCodeOfResume(new SwitchReply { Halted = isHalted, Reducing = isReducing }), Is.EqualTo(code));

    [TestCase(100_000, 'x', 200)]
    [TestCase(200, 'x', 200)]
    [TestCase(3, 'x', 3)]
    public void A_reason_is_cut_to_what_the_engine_keeps_so_that_its_halt_is_taken(int length, char of, int kept) =>
        Assert.That(EngineConnection.Cut(new string(of, length)), Has.Length.EqualTo(kept));

    [Test]
    public void A_reason_is_never_cut_within_a_character() =>
        Assert.That(EngineConnection.Cut(new string('x', 199) + "🙂 and more"), Is.EqualTo(new string('x', 199)));

    [Test]
    public void An_engine_that_does_not_answer_in_time_is_not_said_to_have_done_nothing()
    {
        var silent = EngineAnswers.WhyNot(Address, new RpcException(new Status(StatusCode.DeadlineExceeded, "")));
        Assert.That(silent, Does.Contain("is not known").And.Not.Contain("did not do it"));
        var refused = EngineAnswers.WhyNot(Address, new RpcException(new Status(StatusCode.PermissionDenied, "no")));
        Assert.That(refused, Is.EqualTo("The engine at http://127.0.0.1:5201/ did not do it: PermissionDenied: no"));
    }

    [Test]
    public void An_engine_that_ends_the_connection_is_said_to_ask_for_a_certificate_and_one_that_speaks_TLS_to_do_so()
    {
        Exception[] ended =
        [
            new ObjectDisposedException("SslStream"),
            new IOException("broken"),
            new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionReset),
        ];
        foreach (var cause in ended)
        {
            Assert.That(WhyNot("https", cause), Does.Contain("--certificate"));
            Assert.That(WhyNot("http", cause), Does.Not.Contain("--certificate"));
        }

        var answer = new HttpIOException(HttpRequestError.ResponseEnded, "ended");
        Assert.That(WhyNot("http", answer), Does.Contain("https"));
        var refused = new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused);
        Assert.That(WhyNot("https", refused), Does.Not.Contain("--certificate"), "there is no engine");
        Assert.That(WhyNot("http", refused), Does.EndWith(". No engine listens there: miaia run starts one, and --address names another."));
        Assert.That(WhyNot("https", refused), Does.EndWith("--address names another."));
    }

    private static string WhyNot(string scheme, Exception cause) =>
        EngineAnswers.WhyNot(new Uri($"{scheme}://engine.lan:1/"), new RpcException(new Status(StatusCode.Unavailable, "", cause)));
}
