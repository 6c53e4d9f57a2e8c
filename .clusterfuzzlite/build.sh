#!/bin/bash
# Builds the fuzz targets, with seeds and dictionary, into $OUT, as ClusterFuzzLite and OSS-Fuzz run them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
[ -x mvnw ] || cd "${SRC:-..}/wspec" 2>/dev/null || cd ..

./mvnw -B -q -ntp -pl parsers -am package -DskipTests
cp harness/target/wspec.jar "$OUT/wspec.jar"
jar --create --file "$OUT/fuzzers.jar" -C parsers/target/test-classes dev/wspec/fuzz

inputs=parsers/src/test/resources/dev/wspec/fuzz
jar --create --no-manifest --file "$OUT/OctetsFuzzer_seed_corpus.zip" -C $inputs/ParserFuzzTestInputs/octets .
cp $inputs/websocket.dict "$OUT/OctetsFuzzer.dict"

for target in OctetsFuzzer ConversationFuzzer; do
  cat > "$OUT/$target" <<RUN
#!/bin/bash
# LLVMFuzzerTestOneInput: by this word the engine knows that it is a target.
here=\$(cd "\$(dirname "\$0")" && pwd)
LD_LIBRARY_PATH="\${JVM_LD_LIBRARY_PATH:-}:\$here" exec "\$here/jazzer_driver" \\
  --agent_path="\$here/jazzer_agent_deploy.jar" --cp="\$here/fuzzers.jar:\$here/wspec.jar" \\
  --instrumentation_includes='dev.wspec.**' --target_class=dev.wspec.fuzz.$target --jvm_args=-Xmx1500m "\$@"
RUN
  chmod +x "$OUT/$target"
done
