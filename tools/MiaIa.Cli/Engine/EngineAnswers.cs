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

    internal static string WhyNot(Uri address, RpcException fault)
    {
        // A halt whose device hangs was told to the studies and is done later: it must not be called undone.
        if (fault.StatusCode == StatusCode.DeadlineExceeded)
            return $"The engine at {address} did not answer in time: whether it has done it, or will, is not known. See miaia status, and the study.";

        // Where there is no engine, gRPC's own words name the layer that noticed; the cause says what happened.
        var cause = fault.Status.DebugException?.GetBaseException();
        var why = cause?.Message ?? fault.Status.Detail;
        var advice = Advice(address, cause);
        return $"The engine at {address} did not do it: {fault.StatusCode}: {(advice.Length > 0 ? why.TrimEnd('.') : why)}{advice}";
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
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
                ". No engine listens there: miaia run starts one, and --address names another.",
            _ => "",
        };
    }
}
