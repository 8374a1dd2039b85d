namespace MiaIa.Evidence.Shards.Kubernetes;

/// <summary>How an image is made out of the package for Linux.</summary>
internal static class ContainerFile
{
    /// <summary>Number of the user without rights that the base image has.</summary>
    public const int User = 1654;

    /// <summary>The file, for a build in the folder of the unpacked package.</summary>
    /// <remarks>
    /// The programs bring their runtime along and need of the system what the base image of .NET for such programs has: libc, libstdc++ and the like.
    /// Time zones and languages come with the programs.
    /// </remarks>
    public static readonly string Text = $"""
        # In the folder of the unpacked package for Linux: podman build -f Containerfile -t IMAGE .
        FROM mcr.microsoft.com/dotnet/runtime-deps:10.0
        COPY cli /opt/miaia
        USER {User}
        ENTRYPOINT ["/opt/miaia/miaia"]

        """;
}
