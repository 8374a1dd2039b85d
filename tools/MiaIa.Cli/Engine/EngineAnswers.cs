using System.Net.Sockets;
using Grpc.Core;
using MiaIa.Hosting;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>What an engine's answer, or its silence, means for whoever asked.</summary>
internal static class EngineAnswers
{
    private const int AnswerCharactersMax = 2_000;

    /// <summary>The whole of it: what was not kept stands at its end.</summary>
    internal static string Text(SwitchReply reply) => PrintableText.From(reply.Text, AnswerCharactersMax);

    /// <summary>A script that resumes must not go on as if entries passed.</summary>
    internal static int ExitCodeOfResume(SwitchReply reply) => reply.Halted || reply.Reducing ? ExitCodes.Fault : ExitCodes.Ok;

    /// <summary>What a failed call means; where nobody listens also whether somebody does at another address.</summary>
    /// <param name="asked">Where the call went.</param>
    /// <param name="other">Where the engine may be as well.</param>
    /// <param name="fault">How the call failed.</param>
    internal static async Task<string> WhyNotAsync(EnginePlace asked, EnginePlace other, RpcException fault)
    {
        var isElsewhere = IsNobody(CauseOf(fault)) && other.Address != asked.Address && await other.IsServedAsync();
        return WhyNot(asked.Address, fault, $" (address from {asked.From})", isElsewhere ? other : null);
    }

    /// <summary>What a failed call means.</summary>
    /// <param name="address">Where it went.</param>
    /// <param name="fault">How it failed.</param>
    /// <param name="from">Follows the address.</param>
    /// <param name="elsewhere">Where a program listens, when nobody does at the address.</param>
    internal static string WhyNot(Uri address, RpcException fault, string from = "", EnginePlace? elsewhere = null)
    {
        // A halt whose device hangs was told to the studies and is done later: it must not be called undone.
        if (fault.StatusCode == StatusCode.DeadlineExceeded)
            return $"The engine at {address}{from} did not answer in time: whether it has done it, or will, is not known. See miaia status, and the study.";

        // Where there is no engine, gRPC's own words name the layer that noticed; the cause says what happened.
        var cause = CauseOf(fault);
        var why = cause?.Message ?? fault.Status.Detail;
        var advice = IsNobody(cause) && elsewhere is not null ? ElsewhereAdvice(elsewhere) : Advice(address, cause);
        return $"The engine at {address}{from} did not do it: {fault.StatusCode}: {(advice.Length > 0 ? why.TrimEnd('.') : why)}{advice}";
    }

    private static Exception? CauseOf(RpcException fault) => fault.Status.DebugException?.GetBaseException();

    private static bool IsNobody(Exception? cause) => cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused };

    // An engine must not be started beside one that runs, and a halt must find that one.
    private static string ElsewhereAdvice(EnginePlace elsewhere)
    {
        var address = elsewhere.Address.GetLeftPart(UriPartial.Authority);
        return $". No engine listens there, but a program does at {address} (address from {elsewhere.From}): --address {address} asks there.";
    }

    // An engine that asks for a certificate says so only by ending the connection, and one that speaks TLS does not understand anything else.
    private static string Advice(Uri address, Exception? cause)
    {
        var isHttps = address.Scheme == Uri.UriSchemeHttps;
        return cause switch
        {
            HttpIOException or HttpRequestException when !isHttps => ". If it speaks TLS, its address begins with https.",
            ObjectDisposedException
            or IOException
            or HttpRequestException
            or SocketException { SocketErrorCode: SocketError.ConnectionReset } when isHttps =>
                ". It ended the connection: does it ask for a certificate (--certificate, --key)? Or is it called by very many?",
            _ when IsNobody(cause) => ". No engine listens there: miaia run starts one, and --address names another.",
            _ => "",
        };
    }
}
