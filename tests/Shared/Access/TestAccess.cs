using Grpc.Core;
using Grpc.Net.Client;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Tests.Access;

/// <summary>Tokens of this test process, in a folder of its own that goes with it: the user's tokens are neither needed nor touched.</summary>
internal static class TestAccess
{
    private static readonly DirectoryInfo Temporary = Directory.CreateTempSubdirectory("miaia-tokens-");

    static TestAccess()
    {
        Tokens = AccessTokens.OpenOrCreate(Temporary.FullName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Temporary.Delete(recursive: true);
    }

    /// <summary>For the setting CredentialsFolder.</summary>
    internal static string Folder => Temporary.FullName;

    internal static AccessTokens Tokens { get; }

    /// <summary>A channel to an engine in the clear, with the token of a role.</summary>
    internal static GrpcChannel Channel(Uri engine, AccessRole role = AccessRole.Operate) =>
        GrpcChannel.ForAddress(
            engine,
            new GrpcChannelOptions
            {
                Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, Tokens[role].ToCallCredentials()),
                UnsafeUseInsecureChannelCallCredentials = true,
            }
        );
}
