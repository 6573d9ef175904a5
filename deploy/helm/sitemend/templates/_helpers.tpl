{{- define "sitemend.name" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" }}{{ end -}}
{{- end -}}

{{/* Arguments: root, component. */}}
{{- define "sitemend.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "sitemend.labels" -}}
{{ include "sitemend.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "sitemend.image" -}}
{{- $image := .root.Values.image -}}
{{- with $image.registry }}{{ . }}/{{ end }}sitemend/{{ .component }}-service:{{ default .root.Chart.AppVersion $image.tag }}
{{- end -}}

{{/* What the restricted Pod Security Standard asks of each container. */}}
{{- define "sitemend.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}

{{- define "sitemend.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
{{- end -}}

{{/* What all services are told alike. */}}
{{- define "sitemend.environment" -}}
- name: SITEMEND_KAFKA_BOOTSTRAP_SERVERS
  value: {{ .Values.kafka.bootstrapServers | quote }}
- name: SITEMEND_KAFKA_PARTITIONS
  value: {{ .Values.kafka.partitions | quote }}
- name: SITEMEND_KAFKA_REPLICATION_FACTOR
  value: {{ .Values.kafka.replicationFactor | quote }}
{{- with .Values.kafka.securityProtocol }}
- name: SPRING_KAFKA_SECURITY_PROTOCOL
  value: {{ . | quote }}
{{- end }}
{{- with .Values.kafka.saslExistingSecret }}
- name: SPRING_KAFKA_PROPERTIES_SASL_MECHANISM
  value: {{ $.Values.kafka.saslMechanism | quote }}
- name: SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG
  valueFrom: { secretKeyRef: { name: {{ . }}, key: sasl.jaas.config } }
{{- end }}
- name: SITEMEND_STORE_ENDPOINT
  value: {{ .Values.store.endpoint | quote }}
- name: SITEMEND_STORE_BUCKET
  value: {{ .Values.store.bucket | quote }}
- name: SITEMEND_STORE_ACCESS_KEY
  valueFrom: { secretKeyRef: { name: {{ .Values.store.existingSecret }}, key: access-key } }
- name: SITEMEND_STORE_SECRET_KEY
  valueFrom: { secretKeyRef: { name: {{ .Values.store.existingSecret }}, key: secret-key } }
{{- if .Values.ca.existingSecret }}
- name: SITEMEND_STORE_CA
  value: /etc/sitemend/ca.pem
{{- if hasSuffix "SSL" .Values.kafka.securityProtocol }}
- name: SPRING_KAFKA_PROPERTIES_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: SPRING_KAFKA_PROPERTIES_SSL_TRUSTSTORE_LOCATION
  value: /etc/sitemend/ca.pem
{{- end }}
{{- end }}
- name: SITEMEND_SECRET
  valueFrom: { secretKeyRef: { name: {{ .Values.existingSecret }}, key: secret } }
- name: SITEMEND_SITES_URL
  value: {{ .Values.sitesUrl | quote }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "sitemend.mounts" -}}
- { name: data, mountPath: /data }
- { name: tmp, mountPath: /tmp }
{{- if .Values.ca.existingSecret }}
- { name: ca, mountPath: /etc/sitemend, readOnly: true }
{{- end }}
{{- end -}}

{{- define "sitemend.volumes" -}}
- name: tmp
  emptyDir: { sizeLimit: 1Gi }
{{- with .Values.ca.existingSecret }}
- name: ca
  secret:
    secretName: {{ . }}
    items: [{ key: ca.pem, path: ca.pem }]
{{- end }}
{{- end -}}

{{/* Arguments: root, values of the component. */}}
{{- define "sitemend.placement" -}}
automountServiceAccountToken: false
# Variables of every Service in the namespace, some of which would begin with SITEMEND_.
enableServiceLinks: false
serviceAccountName: {{ include "sitemend.name" .root }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity: {{ toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Argument: a port's name. A start may wait for Kafka and the store, but says that it lives. */}}
{{- define "sitemend.liveness" -}}
startupProbe:
  httpGet: { path: /actuator/health/liveness, port: {{ . }} }
  periodSeconds: 3
  failureThreshold: 60
livenessProbe:
  httpGet: { path: /actuator/health/liveness, port: {{ . }} }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- end -}}

{{- define "sitemend.claim" -}}
- metadata: { name: data }
  spec:
    accessModes: [ReadWriteOnce]
    {{- with .storageClass }}
    storageClassName: {{ . }}
    {{- end }}
    resources: { requests: { storage: {{ .size }} } }
{{- end -}}

{{- define "sitemend.host" -}}
{{- (urlParse .).hostname -}}
{{- end -}}
