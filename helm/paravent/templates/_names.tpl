{{- define "paravent.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 53 | trimSuffix "-" -}}
{{- end -}}

{{- define "paravent.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 53 | trimSuffix "-" -}}
{{- else if contains (include "paravent.name" .) .Release.Name -}}
{{- .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "paravent.name" .) | trunc 53 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "paravent.selector" -}}
app.kubernetes.io/name: {{ include "paravent.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "paravent.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{ include "paravent.selector" . }}
{{- end -}}

{{- define "paravent.image" -}}
{{- $repository := required "image.repository: set the address of the Paravent image" .Values.image.repository -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{- define "paravent.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "paravent.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "paravent.policies" -}}
{{- default (printf "%s-policies" (include "paravent.fullname" .)) .Values.policies.existingConfigMap -}}
{{- end -}}

{{- define "paravent.keys" -}}
{{- default (printf "%s-keys" (include "paravent.fullname" .)) .Values.keys.existingSecret -}}
{{- end -}}

{{- define "paravent.catalogSecret" -}}
{{- default (printf "%s-catalog" (include "paravent.fullname" .)) .Values.catalog.existingSecret -}}
{{- end -}}

{{- /* "true" when the proxy logs in to the catalog with a password. */ -}}
{{- define "paravent.hasCatalogPassword" -}}
{{- if or .Values.catalog.existingSecret .Values.catalog.password -}}true{{- end -}}
{{- end -}}

{{- /* The secrets of TLS and logins, mounted as they are: name of volume and folder, name of the Secret. */ -}}
{{- define "paravent.liveSecrets" -}}
{{- $secrets := list -}}
{{- if .Values.tls.existingSecret -}}
{{- $secrets = append $secrets (dict "name" "tls" "secret" .Values.tls.existingSecret) -}}
{{- if .Values.tls.clientCaSecret -}}
{{- $secrets = append $secrets (dict "name" "client-ca" "secret" .Values.tls.clientCaSecret) -}}
{{- end -}}
{{- end -}}
{{- with .Values.auth -}}
{{- if .existingSecret -}}
{{- $secrets = append $secrets (dict "name" "verifiers" "secret" .existingSecret) -}}
{{- end -}}
{{- if .credentialsSecret -}}
{{- $secrets = append $secrets (dict "name" "credentials" "secret" .credentialsSecret) -}}
{{- end -}}
{{- end -}}
{{- if .Values.assertions.existingSecret -}}
{{- $secrets = append $secrets (dict "name" "assertions" "secret" .Values.assertions.existingSecret) -}}
{{- end -}}
{{- with .Values.upstream.tls -}}
{{- if .caSecret -}}
{{- $secrets = append $secrets (dict "name" "upstream-ca" "secret" .caSecret) -}}
{{- end -}}
{{- if .clientSecret -}}
{{- $secrets = append $secrets (dict "name" "upstream-tls" "secret" .clientSecret) -}}
{{- end -}}
{{- end -}}
{{- toYaml $secrets -}}
{{- end -}}

{{- /* The security context of every container. */ -}}
{{- define "paravent.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* "true" where a Secret holds the key-encryption key, or the token of the Vault that has it. */}}
{{- define "paravent.hasKekSecret" -}}
{{- if and (ne .Values.kek.kind "none") .Values.kek.existingSecret -}}true{{- end -}}
{{- end -}}

{{/* The port of Vault's address, or that of its scheme. */}}
{{- define "paravent.vaultPort" -}}
{{- $host := (urlParse .Values.kek.vault.address).host -}}
{{- $port := regexFind ":[0-9]+$" $host -}}
{{- if $port -}}{{ trimPrefix ":" $port }}
{{- else if hasPrefix "https" .Values.kek.vault.address -}}443
{{- else -}}80{{- end -}}
{{- end -}}
